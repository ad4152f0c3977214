package dev.turnstile.dashboard.feed;

import dev.turnstile.dashboard.store.ResultsStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What is measured of the feed and the store. */
@Component
final class FeedMetrics {

    private final Map<String, Counter> read = new HashMap<>();
    private final Map<String, Counter> skipped = new HashMap<>();

    FeedMetrics(MeterRegistry registry, FeedStatus status, ResultsStore store) {
        for (FeedTopic topic : FeedTopics.all()) {
            read.put(topic.name(), records(registry, topic, "read"));
            skipped.put(topic.name(), records(registry, topic, "skipped"));
        }
        Gauge.builder("dashboard.feed.lag", status, FeedStatus::lag)
                .description("Records on the topics that were not read yet")
                .register(registry);
        Gauge.builder("dashboard.store.results", store, ResultsStore::resultCount)
                .description("Results kept, live ones among them")
                .register(registry);
        Gauge.builder("dashboard.store.size", store, ResultsStore::resultBytes)
                .description("What the results take in memory, estimated")
                .baseUnit("bytes")
                .register(registry);
    }

    void read(String topic) {
        increment(read, topic);
    }

    /** Counts it, and tells how many of this topic were skipped up to now. */
    long skipped(String topic) {
        return increment(skipped, topic);
    }

    private static long increment(Map<String, Counter> counters, String topic) {
        Counter counter = Objects.requireNonNull(counters.get(topic), topic);
        counter.increment();
        return (long) counter.count();
    }

    private static Counter records(MeterRegistry registry, FeedTopic topic, String outcome) {
        return Counter.builder("dashboard.feed.records")
                .description("Records of the topics, by what became of them")
                .tag("topic", topic.name())
                .tag("outcome", outcome)
                .register(registry);
    }
}
