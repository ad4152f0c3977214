package dev.turnstile.local;

import dev.turnstile.local.Pipeline.Database;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code up} was asked for.
 *
 * @param eventsPerSecond sample traffic; 0 for none
 */
record UpOptions(
        int portOffset,
        int eventsPerSecond,
        List<Pipeline> pipelines,
        Path dataDirectory,
        boolean fresh,
        boolean withPrometheus) {

    /** The sources of the chosen pipelines, each once. */
    List<SampleSource> sampleSources() {
        return eventsPerSecond == 0
                ? List.of()
                : pipelines.stream()
                        .flatMap(pipeline -> pipeline.source().stream())
                        .distinct()
                        .toList();
    }

    boolean needs(Database database) {
        return pipelines.stream().anyMatch(pipeline -> pipeline.databases().contains(database));
    }
}
