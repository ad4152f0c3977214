package dev.turnstile.local;

import java.util.List;

/** The pipelines by name, as {@code PipelineCatalog} in analytics-job has them. */
final class Pipelines {

    static final List<String> ALL = List.of("bookings", "orders");

    private Pipelines() {}
}
