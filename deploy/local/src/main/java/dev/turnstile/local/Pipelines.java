package dev.turnstile.local;

import static dev.turnstile.local.Pipeline.Database.POSTGRESQL;
import static dev.turnstile.local.Pipeline.Database.REDIS;

import java.util.List;
import java.util.Optional;

/** The pipelines that {@code PipelineCatalog} in analytics-job has, with what is started because of each. */
final class Pipelines {

    static final List<Pipeline> ALL = List.of(
            new Pipeline("bookings", SampleSource.TRAFFIC),
            new Pipeline("orders", SampleSource.TRAFFIC),
            new Pipeline("transactions", SampleSource.PAYMENTS),
            new Pipeline("market", SampleSource.MARKET, POSTGRESQL, REDIS),
            new Pipeline("video", SampleSource.VIDEO),
            new Pipeline("lake", SampleSource.LISTENING));

    private Pipelines() {}

    static List<String> names() {
        return ALL.stream().map(Pipeline::name).toList();
    }

    static Optional<Pipeline> named(String name) {
        return ALL.stream().filter(pipeline -> pipeline.name().equals(name)).findFirst();
    }
}
