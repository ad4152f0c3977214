package dev.turnstile.definitions;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Spans of time that follow, or overlap, each other. All times are epoch milliseconds; a window begins with its start and
 * ends before its end.
 *
 * @param name in results and addresses, such as {@code 1m}
 * @param every how long a window is; a whole number of days is counted in days of the zone, which may have 23 or 25 hours
 * @param zone whose hours and days they are; its clocks change by whole windows, if those are of less than days
 * @param slidingBy how far apart the windows' starts are; as long as {@code every} when they do not overlap; whole days if
 *     that is
 */
public record Window(String name, Duration every, ZoneId zone, Duration slidingBy) implements Serializable {

    private static final Duration DAY = Duration.ofDays(1);

    /** From which days are counted, so that weeks begin on Mondays. */
    private static final LocalDate SOME_MONDAY = LocalDate.of(1970, 1, 5);

    /** Windows of this length in UTC, each after the other. */
    public static Window tumbling(String name, Duration every) {
        return new Window(name, every, ZoneOffset.UTC, every);
    }

    public boolean isSliding() {
        return !slidingBy.equals(every);
    }

    /** The start of the last window that the time lies in: of the only one, unless they overlap. */
    public long startOf(long time) {
        if (isOfDays()) {
            return startOfDay(firstDayOf(time));
        }
        long step = slidingBy.toMillis();
        if (zone instanceof ZoneOffset offset && offset.getTotalSeconds() == 0) {
            return Math.floorDiv(time, step) * step;
        }
        // By the offset of this moment, so that an hour that comes twice in a night is two windows.
        long offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * 1000L;
        return Math.floorDiv(time + offset, step) * step - offset;
    }

    /** Where a window that begins at {@code start} ends. */
    public long endOf(long start) {
        return isOfDays() ? startOfDay(firstDayOf(start).plusDays(every.toDays())) : start + every.toMillis();
    }

    /** The start of the window before the one that begins at {@code start}. */
    public long before(long start) {
        return startOf(start - 1);
    }

    private boolean isOfDays() {
        return every.compareTo(DAY) >= 0 && every.toMillis() % DAY.toMillis() == 0;
    }

    /** Of the last window that the time lies in. */
    private LocalDate firstDayOf(long time) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
        LocalDate next = day.plusDays(1);
        if (startOfDay(next) <= time) {
            // Clocks went back over midnight: the evening that comes once more belongs to the day that has begun.
            day = next;
        }
        return day.minusDays(Math.floorMod(day.toEpochDay() - SOME_MONDAY.toEpochDay(), slidingBy.toDays()));
    }

    private long startOfDay(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
