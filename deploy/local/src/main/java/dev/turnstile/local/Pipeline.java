package dev.turnstile.local;

import dev.turnstile.definitions.Definition;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pipeline as the launcher carries it.
 *
 * @param source what feeds it with sample events; nothing does for somebody's own definition
 * @param databases what it writes to besides Kafka
 * @param definition the file that it is, if it does not come with the platform
 */
record Pipeline(String name, Optional<SampleSource> source, Set<Database> databases, Optional<Definition> definition) {

    private static final int PARTITIONS = 3;
    private static final Duration RETENTION = Duration.ofDays(7);

    Pipeline(String name, SampleSource source, Database... databases) {
        this(name, Optional.of(source), Set.of(databases), Optional.empty());
    }

    /** One that comes with the platform as a definition, and that nothing here feeds. */
    static Pipeline shipped(String name) {
        return new Pipeline(name, Optional.empty(), Set.of(), Optional.empty());
    }

    /** Somebody's own. */
    static Pipeline of(Definition definition) {
        return new Pipeline(definition.pipeline(), Optional.empty(), Set.of(), Optional.of(definition));
    }

    /** Where a definition's final results go besides analytics-results, if it says so. */
    static List<TopicDefinition> resultsOfItsOwn(Definition definition) {
        Definition.Results results = definition.results();
        return results == null ? List.of() : List.of(topic(results.topic()));
    }

    private static TopicDefinition topic(String name) {
        return new TopicDefinition(name, "any", PARTITIONS, RETENTION);
    }

    /** The topics that it needs and that the platform does not have by itself. */
    List<TopicDefinition> topicsOfItsOwn() {
        List<String> names = new ArrayList<>();
        definition.ifPresent(own -> {
            names.addAll(own.source().topics());
            resultsOfItsOwn(own).forEach(topic -> names.add(topic.name()));
        });
        List<String> known = Topics.all().stream().map(TopicDefinition::name).toList();
        return names.stream()
                .filter(topic -> !known.contains(topic))
                .map(Pipeline::topic)
                .toList();
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
