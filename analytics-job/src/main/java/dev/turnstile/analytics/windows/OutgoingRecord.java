package dev.turnstile.analytics.windows;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** A record for a topic. */
public record OutgoingRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {

    public static final TypeInformation<OutgoingRecord> TYPE = TypeInformation.of(OutgoingRecord.class);

    public static OutgoingRecord of(TopicDefinition topic, String key, byte[] value) {
        return of(topic.name(), key, value);
    }

    static OutgoingRecord of(String topic, String key, byte[] value) {
        return new OutgoingRecord(topic, key.getBytes(StandardCharsets.UTF_8), value, Map.of());
    }

    /** There is nothing of this key any more; for a topic that keeps the latest of each key. */
    public static OutgoingRecord gone(TopicDefinition topic, String key) {
        return new OutgoingRecord(topic.name(), key.getBytes(StandardCharsets.UTF_8), null, Map.of());
    }

    /** The same, as what an event of this trace has led to. */
    OutgoingRecord tracedBy(@Nullable String trace) {
        return trace == null ? this : new OutgoingRecord(topic, key, value, Map.of(TraceParent.HEADER, trace));
    }
}
