package dev.turnstile.analytics.windows;

import dev.turnstile.events.TopicDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** A record for a topic. */
public record OutgoingRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {

    public static final TypeInformation<OutgoingRecord> TYPE = TypeInformation.of(OutgoingRecord.class);

    public static OutgoingRecord of(TopicDefinition topic, String key, byte[] value) {
        return new OutgoingRecord(topic.name(), key.getBytes(StandardCharsets.UTF_8), value, Map.of());
    }
}
