package dev.turnstile.local;

import java.util.List;
import java.util.Set;

/**
 * A pipeline as the launcher carries it.
 *
 * @param source what feeds it with sample events
 * @param databases what it writes to besides Kafka
 */
record Pipeline(String name, SampleSource source, Set<Database> databases) {

    Pipeline(String name, SampleSource source, Database... databases) {
        this(name, source, Set.of(databases));
    }

    /** A server that is started only when a pipeline writes to it. */
    enum Database {
        POSTGRESQL,
        REDIS
    }

    static List<String> names(List<Pipeline> pipelines) {
        return pipelines.stream().map(Pipeline::name).toList();
    }
}
