package dev.turnstile.publishing.kafka;

import java.util.Arrays;
import java.util.Map;

/**
 * An event as it is published, and as its sender is told of it.
 *
 * @param key of the record: the event's id, or that of what it is about, so that both come to one partition
 * @param value of the record
 * @param headers of the record, besides a trace's
 * @param answer JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by isSame().
public record EventRecord(String key, byte[] value, Map<String, byte[]> headers, byte[] answer) {

    public EventRecord {
        headers = Map.copyOf(headers);
    }

    /** One that its sender is told as it is published. */
    public static EventRecord of(String key, byte[] event) {
        return new EventRecord(key, event, Map.of(), event);
    }

    /** Of the record, without its key. */
    public int recordBytes() {
        int bytes = value.length;
        for (Map.Entry<String, byte[]> header : headers.entrySet()) {
            bytes += header.getKey().length() + header.getValue().length;
        }
        return bytes;
    }

    /** What it takes to keep it. */
    public int bytes() {
        return recordBytes() + (answer == value ? 0 : answer.length);
    }

    /** Whether the other is published with the same bytes. */
    public boolean isSame(EventRecord other) {
        return key.equals(other.key)
                && Arrays.equals(value, other.value)
                && headers.keySet().equals(other.headers.keySet())
                && headers.entrySet().stream()
                        .allMatch(header -> Arrays.equals(header.getValue(), other.headers.get(header.getKey())));
    }
}
