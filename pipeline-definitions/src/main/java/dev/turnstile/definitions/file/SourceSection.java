package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition.Avro;
import dev.turnstile.definitions.Definition.Csv;
import dev.turnstile.definitions.Definition.Format;
import dev.turnstile.definitions.Definition.Framing;
import dev.turnstile.definitions.Definition.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads where the records come from. */
final class SourceSection {

    static final Source NONE = new Source(List.of(), Format.JSON, null, null);

    private static final int MOST_TOPICS = 16;
    private static final int MOST_COLUMNS = 500;
    private static final Map<String, Format> FORMATS = new LinkedHashMap<>();
    private static final Map<String, Framing> FRAMINGS = Map.of("none", Framing.NONE, "registry", Framing.REGISTRY);

    static {
        for (Format format : Format.values()) {
            FORMATS.put(format.name().toLowerCase(Locale.ROOT), format);
        }
    }

    private final SchemaFiles schemas;

    SourceSection(SchemaFiles schemas) {
        this.schemas = schemas;
    }

    Source read(Value value) {
        return Mapping.of(value, Keys.SOURCE).map(this::read).orElse(NONE);
    }

    private Source read(Mapping source) {
        Format format = source.get("format")
                .flatMap(value -> value.choice("a format", FORMATS))
                .orElse(Format.JSON);
        Optional<Value> csv = source.get("csv");
        Optional<Value> schema = source.get("schema");
        Optional<Value> framing = source.get("framing");
        if (format != Format.CSV) {
            csv.ifPresent(value -> value.wrong("csv is only for format: csv: take it out, or write the format so"));
        }
        if (format != Format.AVRO) {
            schema.ifPresent(
                    value -> value.wrong("schema is only for format: avro: take it out, or write the format so"));
            framing.ifPresent(
                    value -> value.wrong("framing is only for format: avro: take it out, or write the format so"));
        } else {
            schema = source.require("schema", "schema: records.avsc, the file beside this one");
        }
        return new Source(
                source.require("topics", "topics: [retail-lines]")
                        .map(SourceSection::topics)
                        .orElse(List.of()),
                format,
                format == Format.AVRO
                        ? new Avro(
                                schema.flatMap(schemas::read).orElse(""),
                                framing.flatMap(value -> value.choice("a framing", FRAMINGS))
                                        .orElse(Framing.EITHER))
                        : null,
                format == Format.CSV
                        ? csv.flatMap(value -> Mapping.of(value, Keys.CSV))
                                .map(SourceSection::csv)
                                .orElse(new Csv(List.of(), ','))
                        : null);
    }

    private static List<String> topics(Value value) {
        List<String> topics = distinct(value.list("a list of topics", MOST_TOPICS), "topic");
        if (topics.isEmpty()) {
            value.unexpected("at least one topic");
        }
        return topics;
    }

    private static Csv csv(Mapping csv) {
        return new Csv(
                csv.get("columns")
                        .map(value -> columns(value.list("a list of columns", MOST_COLUMNS)))
                        .orElse(List.of()),
                csv.get("separator").flatMap(value -> value.separator()).orElse(','));
    }

    private static List<String> columns(List<Value> values) {
        List<String> columns = new ArrayList<>();
        for (Value value : values) {
            value.text("the name of a column").ifPresent(name -> {
                if (columns.contains(name)) {
                    value.wrong("there is a column " + name + " already: give each its own name");
                }
                columns.add(name);
            });
        }
        return columns;
    }

    private static List<String> distinct(List<Value> values, String what) {
        List<String> names = new ArrayList<>();
        for (Value value : values) {
            Names.topic(value).ifPresent(name -> {
                if (names.contains(name)) {
                    value.wrong(what + " " + name + " is here twice: take one out");
                }
                names.add(name);
            });
        }
        return names;
    }
}
