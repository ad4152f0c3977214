package dev.turnstile.definitions.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema by which editors complete and check, held against what reads the files. */
class SchemaOfDefinitionsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode TEXT = JSON.readTree(resource("/pipelines/pipeline.schema.json"));
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    static Stream<Path> files() throws Exception {
        try (Stream<Path> shipped = Files.list(Path.of("../pipelines"))) {
            return Stream.concat(shipped.toList().stream(), Stream.of(Path.of("../examples/retail.yaml")))
                    .filter(file -> file.toString().endsWith(".yaml"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_comes_with_the_platform_fits_the_schema(Path file) throws Exception {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void a_file_with_everything_fits_the_schema_and_is_read() {
        String rich = resource("rich.yaml");

        assertThat(faults(rich)).isEmpty();
        assertThat(DefinitionFile.read("rich.yaml", rich).summary())
                .isEqualTo("retail, 11 fields, 12 measures, windows 1m 1h 1d day-in-utc 10m-by-1m");
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void the_schema_has_the_keys_that_are_read_and_no_others(Keys keys) {
        assertThat(properties(keys).propertyNames()).containsExactlyInAnyOrderElementsOf(keys.names());
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void every_key_is_described(Keys keys) {
        properties(keys)
                .properties()
                .forEach(property -> assertThat(described(property.getValue()))
                        .as(keys.what() + " " + property.getKey())
                        .isNotBlank());
    }

    @Test
    void a_file_with_everything_has_every_key() {
        String rich = resource("rich.yaml");
        for (Keys keys : Keys.values()) {
            // What is only for a format that this one is not.
            assertThat(keys.names().stream().filter(key -> !key.equals("schema") && !key.equals("framing")))
                    .allSatisfy(key -> assertThat(rich).containsPattern("\\b" + key + ":"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipeline: retail | pipeline: Retail",
                "format: csv | format: cvs",
                "topics: [retail-lines, retail-lines-of-shops] | topics: []",
                "separator: ';' | separator: ';;'",
                "type: boolean | type: bool",
                "min: -100000 | mni: -100000",
                "scale: 2, accept | accept",
                "{path: Gift, type: boolean | {path: Gift, type: boolean, scale: 2",
                "{path: Gift, type: boolean | {path: Gift, type: boolean, zone: UTC",
                "max: 20 | max: 5000",
                "{count: all} | {count: some}",
                "{count: all} | {count: all, sum: price}",
                "{max: price} | {max: price, approximate: true}",
                "{ratio: [net, lines], scale: 2} | {ratio: [net], scale: 2}",
                "{difference: [prices, undone]} | {difference: [prices]}",
                "of: cancellations | of: everything",
                "of: price, within | within",
                "sliding_by: 1m | sliding_by: 1 minute",
                "keep: 100 | keep: 0",
                "for: 2 | for: two",
                "{traffic: lines} | {traffic: lines, for: 3}",
                "{traffic: lines} | {name: slump2}",
                "key: country} | keys: country}"
            })
    void the_schema_and_the_reader_refuse_the_same(String right, String wrong) {
        String rich = resource("rich.yaml").replace('"', '\'');
        assertThat(rich).contains(right);
        String yaml = rich.replace(right, wrong);

        assertThat(faults(yaml)).isNotEmpty();
        assertThatThrownBy(() -> DefinitionFile.read("rich.yaml", yaml)).isInstanceOf(MistakesException.class);
    }

    private static JsonNode properties(Keys keys) {
        return switch (keys) {
            case DEFINITION -> TEXT.get("properties");
            case CSV -> TEXT.at("/$defs/source/properties/csv/properties");
            default -> TEXT.at("/$defs/" + keys.name().toLowerCase(Locale.ROOT) + "/properties");
        };
    }

    private static String described(JsonNode property) {
        return property.has("description")
                ? property.get("description").stringValue()
                : described(TEXT.at(property.get("$ref").stringValue().substring(1)));
    }

    /** As editors see it: by YAML's own types. */
    private static List<String> faults(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.<JsonNode>valueToTree(loaded)).stream()
                .map(Error::toString)
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = SchemaOfDefinitionsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
