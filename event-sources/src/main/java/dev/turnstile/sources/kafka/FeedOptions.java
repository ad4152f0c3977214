package dev.turnstile.sources.kafka;

import picocli.CommandLine.Option;

/** What every feed into Kafka can be told; how fast it goes is its own. */
public final class FeedOptions extends RunOptions {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The same seed makes the same things happen (default: ${DEFAULT-VALUE}).")
    private long seed;

    public long seed() {
        return seed;
    }

    /** Starts a feed of ordinary events. */
    public KafkaFeed start(String name) {
        return start(name, EventWriter.ORDINARY_BYTES);
    }

    /** Starts a feed whose events have at most so many bytes. */
    public KafkaFeed start(String name, int largestBytes) {
        return new KafkaFeed(name, kafka(), largestBytes, duration());
    }
}
