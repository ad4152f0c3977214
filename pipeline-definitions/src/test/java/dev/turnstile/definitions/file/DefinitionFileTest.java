package dev.turnstile.definitions.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.AlertRule;
import dev.turnstile.definitions.Definition.Cancellations;
import dev.turnstile.definitions.Definition.Page;
import dev.turnstile.definitions.Definition.Part;
import dev.turnstile.definitions.Definition.Top;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionFileTest {

    private static final String VISITS = """
            pipeline: visits
            source: {topics: [page-visits]}
            fields: {at: {type: time}}
            time: at
            measures: {visits: {count: all}}
            """;

    @Test
    void bookings_are_read_as_the_file_says() throws Exception {
        Definition bookings = DefinitionFile.read(Path.of("../pipelines/bookings.yaml"));

        assertThat(bookings.field("ticket_count").type()).isEqualTo(Field.Type.INTEGER);
        assertThat(bookings.field("ticket_count").otherwise()).isEqualTo("1");
        assertThat(bookings.field("booking_id").isOptional()).isTrue();
        assertThat(bookings.id()).containsExactly("booking_id");
        assertThat(bookings.by()).containsExactly("event_id");
        assertThat(bookings.measures())
                .containsExactly(
                        new Measure.Sum("total_tickets", List.of("ticket_count"), null, false, 0, ""),
                        new Measure.Count("total_bookings", null, false, ""),
                        new Measure.Distinct("unique_users", "user_id", false, null, ""),
                        new Measure.Sum("cancelled_tickets", List.of("ticket_count"), null, true, 0, ""),
                        new Measure.Count("cancelled_bookings", null, true, ""),
                        new Measure.Difference("net_tickets", "total_tickets", "cancelled_tickets", 0, ""));
        assertThat(bookings.cancellations())
                .isEqualTo(new Cancellations("event_type == \"booking.cancelled\"", "booking_id", null, null, null));
        assertThat(bookings.windows())
                .containsExactly(
                        Window.tumbling("1m", Duration.ofMinutes(1)),
                        Window.tumbling("1h", Duration.ofHours(1)),
                        Window.tumbling("1d", Duration.ofDays(1)));
        assertThat(bookings.top()).isEqualTo(new Top("total_tickets", 100));
        assertThat(bookings.alerts()).containsExactly(new AlertRule("traffic", null, 1, "total_bookings"));
    }

    @Test
    void orders_are_read_as_the_file_says() throws Exception {
        Definition orders = DefinitionFile.read(Path.of("../pipelines/orders.yaml"));

        assertThat(orders.where()).isEqualTo("event_type == \"order.created\"");
        assertThat(orders.field("total_amount").min()).isEqualTo(1);
        assertThat(orders.field("total_amount").max()).isEqualTo(1_000_000_000);
        assertThat(orders.measure("avg_order_value"))
                .contains(new Measure.Ratio("avg_order_value", "total_revenue", "total_orders", 2, ""));
        assertThat(orders.cancellations())
                .isEqualTo(new Cancellations(
                        "event_type == \"order.refunded\"",
                        "order_id",
                        "refund_id",
                        new Part("refund_amount", "total_amount"),
                        null));
        assertThat(orders.by()).isEmpty();
        assertThat(orders.top()).isNull();
    }

    @Test
    void five_lines_are_enough() {
        Definition visits = DefinitionFile.read("visits.yaml", VISITS);

        assertThat(visits.title()).isEqualTo("visits");
        assertThat(visits.windows()).containsExactly(Window.tumbling("1m", Duration.ofMinutes(1)));
        assertThat(visits.outOfOrder()).isEqualTo(Duration.ofSeconds(30));
        assertThat(visits.correctedFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(visits.page()).isEqualTo(new Page(List.of("visits"), List.of("visits")));
        assertThat(visits.id()).isEmpty();
    }

    @Test
    void a_schema_beside_the_file_becomes_part_of_the_definition(@TempDir Path folder) throws Exception {
        String schema = """
                {"type": "record", "name": "Visit",
                 "fields": [{"name": "at", "type": "long", "doc": "when\\tit was"}]}
                """;
        Files.writeString(folder.resolve("visit.avsc"), schema);
        Path file = folder.resolve("visits.yaml");
        Files.writeString(file, VISITS.replace("[page-visits]", "[page-visits], format: avro, schema: visit.avsc"));

        Definition visits = DefinitionFile.read(file);
        Definition again = DefinitionFile.read("visits", visits.text());

        assertThat(visits.source().avro().schema()).isEqualTo(schema);
        assertThat(again.source().avro().schema()).isEqualTo(schema.strip());
        assertThat(again.fields()).isEqualTo(visits.fields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gone.avsc | 2:55: expected the name of a file beside this one, of at most 64 KiB, was \"gone.avsc\"",
                "../x.avsc | 2:55: expected the name of a file beside this one, of at most 64 KiB, was \"../x.avsc\"",
                "bad.avsc | 2:55: the schema is none of Avro's (Unrecognized token 'record'"
            })
    void a_schema_is_a_file_beside_the_definition(String name, String told, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bad.avsc"), "record Visit {}");
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("x.avsc"), "{}");
        Path file = folder.resolve(name.startsWith("..") ? "sub/visits.yaml" : "visits.yaml");
        Files.writeString(file, VISITS.replace("[page-visits]", "[page-visits], format: avro, schema: " + name));

        MistakesException thrown = catchThrowableOfType(MistakesException.class, () -> DefinitionFile.read(file));
        assertThat(thrown.getMessage()).startsWith("visits.yaml:" + told);
    }

    @Test
    void a_field_must_be_in_the_schema() {
        String schema = "{\"type\":\"record\",\"name\":\"Visit\",\"fields\":[{\"name\":\"moment\",\"type\":\"long\"}]}";
        assertThat(mistakes(VISITS.replace("[page-visits]", "[page-visits], format: avro, schema: '" + schema + "'")
                        .replace("{type: time}", "{type: time, path: momnt}")))
                .singleElement()
                .asString()
                .contains("the schema has no field momnt in Visit; did you mean moment?");
    }

    @Test
    void a_file_may_begin_with_the_mark_of_its_encoding_and_end_its_lines_as_windows_does() {
        assertThat(DefinitionFile.read("visits.yaml", "\uFEFF" + VISITS.replace("\n", "\r\n"))
                        .pipeline())
                .isEqualTo("visits");
        assertThat(mistakes("\uFEFF" + VISITS.replace("\n", "\r\n").replace("time: at", "time: att")))
                .containsExactly("4:7: there is no field att; did you mean at?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1:1: the file is empty: expected a definition, which begins with pipeline:",
                "a: &x [1] `b: *x | 2:4: references such as *x are not read: write the value out",
                "a: !!java.net.URL [x] | 1:4: tags, which begin with an exclamation mark, are not read: write the value"
                        + " alone, in quotation marks if it begins so itself",
                "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]] | 1:17: expected at most 16 lists and mappings within each other",
                "a: [1 | 1:6: this is no YAML: while parsing a flow sequence, expected ',' or ']', but got <stream end>",
                "a: b: c | 1:5: this is no YAML: mapping values are not allowed here",
                "[a] | 1:1: expected a definition with pipeline, title, source, fields, id, time, where, cancellations, by, measures,"
                        + " windows, out_of_order, corrected_for, top, alerts, page, results, was a list"
            })
    void of_yaml_only_what_can_do_no_harm_is_read(String yaml, String told) {
        assertThat(mistakes(yaml.replace('`', '\n'))).containsExactly(told);
    }

    @Test
    void at_most_twenty_mistakes_are_told_in_the_order_of_the_file() {
        StringBuilder yaml = new StringBuilder(VISITS);
        for (int i = 0; i < 30; i++) {
            yaml.append("unknown").append(i).append(": 1\n");
        }

        assertThat(mistakes(yaml.toString()))
                .hasSize(20)
                .first()
                .asString()
                .startsWith("6:1: a definition has no unknown0");
    }

    private static List<String> mistakes(String yaml) {
        MistakesException thrown =
                catchThrowableOfType(MistakesException.class, () -> DefinitionFile.read("visits.yaml", yaml));
        return thrown.mistakes().stream()
                .map(mistake -> mistake.toString().replace("visits.yaml:", ""))
                .toList();
    }
}
