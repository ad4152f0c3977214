package dev.turnstile.analytics.windows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one partition of an input: a record, or news about the partition itself.
 *
 * <p>The news is in the stream, and not in a side channel, because its place among the records is what it says: all
 * that was appended before has been read.
 *
 * @param arrivedAt for a record, when the broker appended it; for {@link Kind#CAUGHT_UP}, the moment up to which
 *     everything has been read; epoch milliseconds
 * @param headers of a record; the last of each name
 */
public record Arrival(
        Kind kind,
        String topic,
        int partition,
        long offset,
        long arrivedAt,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers) {

    /** What it tells. */
    public enum Kind {
        RECORD,
        /** This subtask reads the partition from now on, and there are records to read in it. */
        ASSIGNED_WITH_BACKLOG,
        /** This subtask reads the partition from now on; there is nothing in it yet. */
        ASSIGNED_EMPTY,
        /** By the broker's word, everything that was appended up to {@link #arrivedAt} has been read. */
        CAUGHT_UP
    }

    /** A record without headers, as most are. */
    public static Arrival ofRecord(
            String topic, int partition, long offset, long appendedAt, byte @Nullable [] key, byte @Nullable [] value) {
        return ofRecord(topic, partition, offset, appendedAt, key, value, Map.of());
    }

    public static Arrival ofRecord(
            String topic,
            int partition,
            long offset,
            long appendedAt,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, byte[]> headers) {
        return new Arrival(Kind.RECORD, topic, partition, offset, appendedAt, key, value, headers);
    }

    /** The same record, as one of another topic. */
    public Arrival of(String otherTopic) {
        return new Arrival(kind, otherTopic, partition, offset, arrivedAt, key, value, headers);
    }

    public static Arrival ofNews(Kind kind, String topic, int partition, long at) {
        return new Arrival(kind, topic, partition, -1, at, null, null, Map.of());
    }
}
