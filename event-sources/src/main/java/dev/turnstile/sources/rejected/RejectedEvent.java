package dev.turnstile.sources.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.sources.kafka.ReceivedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A record of {@code rejected-events}: the original, and where it was and why it is not counted.
 *
 * @param origin source topic, partition and offset; a record that is there twice has the same
 * @param original its key, value and headers as they were; and when it was written to {@code rejected-events}
 */
record RejectedEvent(
        String pipeline, String topic, String origin, String reason, String detail, ReceivedEvent original) {

    private static final int LONGEST_SHOWN = 160;

    private static final Set<String> OURS = Set.of(
            SetAsideHeaders.PIPELINE,
            SetAsideHeaders.SOURCE_TOPIC,
            SetAsideHeaders.SOURCE_PARTITION,
            SetAsideHeaders.SOURCE_OFFSET,
            SetAsideHeaders.REASON,
            SetAsideHeaders.DETAIL);

    static RejectedEvent of(ReceivedEvent record) {
        Map<String, byte[]> headers = new HashMap<>(record.headers());
        headers.keySet().removeAll(OURS);
        String topic = text(record, SetAsideHeaders.SOURCE_TOPIC);
        return new RejectedEvent(
                text(record, SetAsideHeaders.PIPELINE),
                topic,
                topic + "-" + text(record, SetAsideHeaders.SOURCE_PARTITION) + "@"
                        + text(record, SetAsideHeaders.SOURCE_OFFSET),
                text(record, SetAsideHeaders.REASON),
                text(record, SetAsideHeaders.DETAIL),
                new ReceivedEvent(record.key(), record.value(), headers, record.appendedAt()));
    }

    Instant rejectedAt() {
        return original.appendedAt();
    }

    /** One line for a person. */
    String line() {
        byte[] value = original.value();
        String shown = value == null ? "(no value)" : new String(value, UTF_8).replaceAll("\\p{Cntrl}", "?");
        return rejectedAt() + " " + origin + " " + reason + " (" + detail + ") "
                + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown);
    }

    private static String text(ReceivedEvent record, String header) {
        byte[] value = record.headers().get(header);
        return value == null ? "" : new String(value, UTF_8);
    }
}
