package dev.turnstile.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.ShippedDefinitions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineDefinitionTest {

    @Test
    void is_read_from_what_the_job_publishes() {
        PipelineDefinition bookings = read(ShippedDefinitions.named("bookings").orElseThrow());

        assertThat(bookings.by()).containsExactly("event_id");
        assertThat(bookings.measures())
                .extracting(DefinedMeasure::name)
                .containsExactly(
                        "total_tickets",
                        "total_bookings",
                        "unique_users",
                        "cancelled_tickets",
                        "cancelled_bookings",
                        "net_tickets");
        assertThat(bookings.windows())
                .containsExactly(
                        new DefinedWindow("1m", false), new DefinedWindow("1h", false), new DefinedWindow("1d", false));
        assertThat(bookings.rankedBy()).isEqualTo("total_tickets");
        assertThat(bookings.window("")).contains(bookings.windows().get(0));
        assertThat(bookings.window("1h")).contains(bookings.windows().get(1));
    }

    @Test
    void knows_which_windows_overlap() {
        PipelineDefinition sliding = read(DefinitionFile.read("sliding.yaml", """
                pipeline: sliding
                source: {topics: [things], format: json}
                fields: {at: {type: time}}
                time: at
                measures: {things: {count: all}}
                windows: [{every: 1m}, {every: 10m, sliding_by: 1m}]
                """));

        assertThat(sliding.windows()).extracting(DefinedWindow::isSliding).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"count, 7", "sum, 7", "max, 4", "min, 3"})
    void some_measures_of_several_windows_become_one(String kind, BigDecimal together) {
        BinaryOperator<BigDecimal> overWindows =
                new DefinedMeasure("any", kind).overWindows().orElseThrow();

        assertThat(overWindows.apply(BigDecimal.valueOf(3), BigDecimal.valueOf(4)))
                .isEqualTo(together);
    }

    @ParameterizedTest
    @ValueSource(strings = {"distinct", "approximate_distinct", "ratio", "unheard-of"})
    void others_do_not(String kind) {
        assertThat(new DefinedMeasure("any", kind).overWindows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"measures\":[],\"windows\":[{\"name\":\"1m\"}]}",
                "{\"measures\":[{\"name\":\"a\"}],\"windows\":[]}",
                "{\"measures\":[{\"name\":\"</script>\"}],\"windows\":[{\"name\":\"1m\"}]}",
                "{\"measures\":7,\"windows\":\"1m\"}"
            })
    void what_has_no_measures_or_windows_is_none(String json) {
        assertThat(PipelineDefinition.read("any", Json.written(json.getBytes(UTF_8))))
                .isEmpty();
    }

    private static PipelineDefinition read(Definition definition) {
        byte[] record = DefinitionRecord.of(definition, Instant.EPOCH).toJson();
        return PipelineDefinition.read(definition.pipeline(), Json.written(record))
                .orElseThrow();
    }
}
