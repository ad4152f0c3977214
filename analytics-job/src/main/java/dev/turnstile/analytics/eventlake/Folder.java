package dev.turnstile.analytics.eventlake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * One hour of one topic.
 *
 * @param hour its start, epoch milliseconds
 */
record Folder(String topic, long hour) implements Comparable<Folder> {

    static final long HOUR = Duration.ofHours(1).toMillis();
    static final int MINUTES = 60;

    private static final DateTimeFormatter HIVE = DateTimeFormatter.ofPattern(
                    "'year='yyyy'/month='MM'/day='dd'/hour='HH")
            .withZone(ZoneOffset.UTC);

    private static final Comparator<Folder> OLDEST_FIRST =
            Comparator.comparingLong(Folder::hour).thenComparing(Folder::topic);

    static Folder of(String topic, long time) {
        return new Folder(topic, Math.floorDiv(time, HOUR) * HOUR);
    }

    /** Exclusive, epoch milliseconds. */
    long end() {
        return hour + HOUR;
    }

    /** Whether no row of it is expected any more. */
    boolean isClosed(long watermark, Duration lateness) {
        return end() - 1 + lateness.toMillis() <= watermark;
    }

    /** Which of its {@value #MINUTES} minutes a time lies in. */
    int minuteOf(long time) {
        return Math.toIntExact((time - hour) / Duration.ofMinutes(1).toMillis());
    }

    /** Below the lake's root, in the form that hive-partitioned readers know; in UTC. */
    String path() {
        return topic + "/" + HIVE.format(Instant.ofEpochMilli(hour));
    }

    @Override
    public int compareTo(Folder other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
