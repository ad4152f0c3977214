package dev.turnstile.dashboard.feed;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How this server reads topics. */
public final class ConsumerSettings {

    private ConsumerSettings() {}

    /**
     * A consumer's settings, without a group and without a client id of its own.
     *
     * @param connection where the brokers are and how to talk to them
     */
    public static Map<String, Object> of(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("client.id", "results-dashboard");
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        // A result that a failed job took back was never one.
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("max.poll.records", 2_000);
        // What is fetched ahead stays small; one larger record still gets through.
        settings.put("max.partition.fetch.bytes", 512 * 1024);
        settings.put("fetch.max.bytes", 8 * 1024 * 1024);
        settings.put("default.api.timeout.ms", 5_000);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("metadata.max.age.ms", 60_000);
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
