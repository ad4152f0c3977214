package dev.turnstile.events;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** How event times are read and written. */
public final class Times {

    /** How far ahead of the wall clock an event time may be. One event dated 2099 would end every window before it. */
    public static final Duration MOST_IN_FUTURE = Duration.ofMinutes(5);

    /** Nothing older is believed: before it lie zeroes, and seconds mistaken for milliseconds. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private Times() {}

    /**
     * Reads an ISO-8601 date and time; one without a zone is UTC.
     *
     * <p>A leap second (23:59:60) is no time of this clock and is refused.
     *
     * @return milliseconds since the epoch; anything finer is cut off
     * @throws DateTimeException if the text is none, or its year is beyond what milliseconds can count
     */
    public static long parseIso(String text) {
        int length = text.length();
        // The form that we and nearly everyone write, 2025-11-24T10:50:09[.123][Z], without a formatter: this is
        // read once for every event.
        if (hasSeparators(text) && (length == 19 || isFractionAndZulu(text))) {
            LocalDateTime time = LocalDateTime.of(
                    digits(text, 0, 4),
                    digits(text, 5, 7),
                    digits(text, 8, 10),
                    digits(text, 11, 13),
                    digits(text, 14, 16),
                    digits(text, 17, 19));
            return time.toEpochSecond(ZoneOffset.UTC) * 1000 + fractionMillis(text);
        }
        TemporalAccessor parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        OffsetDateTime time =
                parsed instanceof OffsetDateTime zoned ? zoned : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
        if (Math.abs(time.getYear()) > Year.MAX_VALUE / 10) {
            throw new DateTimeException("expected a year that milliseconds can count, was " + time.getYear());
        }
        return time.toInstant().toEpochMilli();
    }

    /** Writes an instant as ISO-8601 UTC with {@code Z}, without a fraction where there is none. */
    public static String format(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }

    /** Whether the text is as long as a date and time, and has what belongs between its digits. */
    private static boolean hasSeparators(String text) {
        return text.length() >= 19
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Whether nothing but a fraction of up to nine digits and a {@code Z} follows the seconds; both are optional. */
    private static boolean isFractionAndZulu(String text) {
        int end = text.charAt(text.length() - 1) == 'Z' ? text.length() - 1 : text.length();
        if (end == 19) {
            return true;
        }
        if (text.charAt(19) != '.' || end == 20 || end > 29) {
            return false;
        }
        for (int i = 20; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int fractionMillis(String text) {
        int millis = 0;
        for (int i = 20; i < 23; i++) {
            boolean present = i < text.length() && isDigit(text.charAt(i));
            millis = millis * 10 + (present ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                throw new DateTimeException("expected a digit at " + i + " of a date and time");
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
