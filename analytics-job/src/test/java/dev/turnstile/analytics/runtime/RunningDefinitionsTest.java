package dev.turnstile.analytics.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningDefinitionsTest {

    private static final Instant MONDAY = Instant.parse("2025-11-24T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2025-11-25T10:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2025-11-26T10:00:00Z");

    private static final String VISITS = """
            pipeline: visits
            source: {topics: [visits]}
            fields: {at: {type: time}, page: {type: string}, user: {type: string}}
            time: at
            by: [page]
            measures:
              visits: {count: all}
            """;

    private static Definition definition(String yaml) {
        return DefinitionFile.read("visits.yaml", yaml);
    }

    private static byte[] first() {
        return RunningDefinitions.record(null, definition(VISITS), MONDAY).toJson();
    }

    @Test
    void a_measure_that_is_added_is_counted_since_then_and_stays_so() {
        Definition more = definition(VISITS + "  users: {distinct: user}\n");
        DefinitionRecord added = RunningDefinitions.record(first(), more, TUESDAY);
        DefinitionRecord again = RunningDefinitions.record(added.toJson(), more, WEDNESDAY);

        assertThat(added.since()).isEqualTo(Map.of("users", TUESDAY));
        assertThat(added.resultsSince()).isNull();
        assertThat(again.since()).isEqualTo(Map.of("users", TUESDAY));
    }

    @Test
    void results_of_something_else_are_so_since_then_and_all_measures_with_them() {
        Definition byUser = definition(VISITS.replace("[page]", "[user]") + "  pages: {distinct: page}\n");
        DefinitionRecord replaced = RunningDefinitions.record(first(), byUser, TUESDAY);
        DefinitionRecord again = RunningDefinitions.record(replaced.toJson(), byUser, WEDNESDAY);

        assertThat(replaced.since()).isEmpty();
        assertThat(replaced.resultsSince()).isEqualTo(TUESDAY);
        assertThat(again.since()).isEmpty();
        assertThat(again.resultsSince()).isEqualTo(TUESDAY);
    }

    @Test
    void of_what_cannot_be_read_nothing_is_known() {
        byte[] other = "{\"definition\":\"none\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(RunningDefinitions.record(other, definition(VISITS), TUESDAY).since())
                .isEqualTo(Map.of("visits", TUESDAY));
    }
}
