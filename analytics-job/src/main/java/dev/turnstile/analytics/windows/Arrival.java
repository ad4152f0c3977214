package dev.turnstile.analytics.windows;

import org.jspecify.annotations.Nullable;

/**
 * What comes from one partition of an input: a record, or news about the partition itself.
 *
 * <p>The news is in the stream, and not in a side channel, because its place among the records is what it says: all
 * that was appended before has been read.
 *
 * @param arrivedAt for a record, when the broker appended it; for {@link Kind#CAUGHT_UP}, the moment up to which
 *     everything has been read; epoch milliseconds
 */
public record Arrival(
        Kind kind,
        String topic,
        int partition,
        long offset,
        long arrivedAt,
        byte @Nullable [] key,
        byte @Nullable [] value) {

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

    public static Arrival ofRecord(
            String topic, int partition, long offset, long appendedAt, byte @Nullable [] key, byte @Nullable [] value) {
        return new Arrival(Kind.RECORD, topic, partition, offset, appendedAt, key, value);
    }

    public static Arrival ofNews(Kind kind, String topic, int partition, long at) {
        return new Arrival(kind, topic, partition, -1, at, null, null);
    }
}
