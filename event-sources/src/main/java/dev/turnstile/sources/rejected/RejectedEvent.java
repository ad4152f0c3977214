package dev.turnstile.sources.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.sources.kafka.ReceivedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code rejected-events}: the original, and where it was and why it is not counted.
 *
 * @param origin source topic, partition and offset; a record that is there twice has the same
 * @param headers those of the original
 * @param rejectedAt when it was written to {@code rejected-events}
 */
record RejectedEvent(
        String pipeline,
        String topic,
        String origin,
        String reason,
        String detail,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers,
        Instant rejectedAt) {

    private static final int LONGEST_SHOWN = 160;

    private static final Set<String> OURS = Set.of(
            SetAsideHeaders.PIPELINE,
            SetAsideHeaders.SOURCE_TOPIC,
            SetAsideHeaders.SOURCE_PARTITION,
            SetAsideHeaders.SOURCE_OFFSET,
            SetAsideHeaders.REASON,
            SetAsideHeaders.DETAIL);

    static RejectedEvent of(ReceivedEvent record) {
        Map<String, byte[]> original = new HashMap<>(record.headers());
        original.keySet().removeAll(OURS);
        String topic = text(record, SetAsideHeaders.SOURCE_TOPIC);
        return new RejectedEvent(
                text(record, SetAsideHeaders.PIPELINE),
                topic,
                topic + "-" + text(record, SetAsideHeaders.SOURCE_PARTITION) + "@"
                        + text(record, SetAsideHeaders.SOURCE_OFFSET),
                text(record, SetAsideHeaders.REASON),
                text(record, SetAsideHeaders.DETAIL),
                record.key(),
                record.value(),
                original,
                record.appendedAt());
    }

    /** One line for a person. */
    String line() {
        String shown = value == null ? "(no value)" : new String(value, UTF_8).replaceAll("\\p{Cntrl}", "?");
        return rejectedAt + " " + origin + " " + reason + " (" + detail + ") "
                + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown);
    }

    private static String text(ReceivedEvent record, String header) {
        byte[] value = record.headers().get(header);
        return value == null ? "" : new String(value, UTF_8);
    }
}
