package dev.turnstile.events;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How event times are read and written. */
public final class Times {

    /** How far ahead of the wall clock an event time may be. One event dated 2099 would end every window before it. */
    public static final Duration MOST_IN_FUTURE = Duration.ofMinutes(5);

    /** Nothing older is believed: before it lie zeroes, and seconds mistaken for milliseconds. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The forms of a time, for people. */
    public static final String FORMS = "ISO-8601, or seconds, milliseconds, microseconds or nanoseconds since 1970";

    /** For people, where a number was meant in another unit. */
    public static final String NUMBERS_BY_SIZE =
            "whole numbers are seconds, milliseconds, microseconds or nanoseconds by their size";

    /** For people. */
    public static final String NO_LEAP_SECOND = "a leap second, which no clock here has";

    /** A thousand times as much is still a {@code long}. */
    private static final int MOST_DIGITS_OF_SECONDS = 15;

    private static final int MOST_WRITTEN = 40;

    /** No time of {@link #zuluMillis}. */
    public static final long NOT_ZULU = Long.MIN_VALUE;

    /** An offset without its colon, or without its minutes. */
    private static final Pattern SHORT_OFFSET = Pattern.compile("([+-]\\d\\d)(\\d\\d)?$");

    private static final int END_OF_DATE = 10;
    private static final int END_OF_MINUTES = 16;

    private Times() {}

    /** What a number since 1970 counts. */
    public enum EpochUnit {
        SECONDS(1_000, 1),
        MILLIS(1, 1),
        MICROS(1, 1_000),
        NANOS(1, 1_000_000);

        private final long factor;
        private final long divisor;

        EpochUnit(long factor, long divisor) {
            this.factor = factor;
            this.divisor = divisor;
        }

        /** Which one a whole number is, by its size: none of them mistakes the years from 1973 to 5138. */
        private static EpochUnit of(long number) {
            long size = Math.abs(number);
            return size < 100_000_000_000L
                    ? SECONDS
                    : size < 100_000_000_000_000L ? MILLIS : size < 100_000_000_000_000_000L ? MICROS : NANOS;
        }
    }

    /**
     * Reads a number since 1970.
     *
     * @param unit of it; null for whole numbers by their size, and seconds where there is a fraction
     * @return milliseconds since the epoch; anything finer is cut off
     * @throws NumberFormatException if it is none
     * @throws ArithmeticException if it is beyond any date
     */
    public static long parseEpoch(String digits, @Nullable EpochUnit unit) {
        if (digits.length() > MOST_WRITTEN) {
            throw new ArithmeticException("beyond any date");
        }
        if (isWhole(digits)) {
            long number = Long.parseLong(digits);
            EpochUnit of = unit == null ? EpochUnit.of(number) : unit;
            return Math.floorDiv(Math.multiplyExact(number, of.factor), of.divisor);
        }
        BigDecimal number = new BigDecimal(digits);
        // Before any arithmetic: 1e999999999 and 1e-999999999 would be expanded to a billion digits.
        int most = unit == null || unit == EpochUnit.SECONDS ? MOST_DIGITS_OF_SECONDS : MOST_DIGITS_OF_SECONDS + 4;
        if (number.scale() > MOST_WRITTEN || number.precision() - (long) number.scale() > most) {
            throw new ArithmeticException("beyond any date");
        }
        EpochUnit of = unit == null ? EpochUnit.SECONDS : unit;
        return number.multiply(BigDecimal.valueOf(of.factor))
                .divide(BigDecimal.valueOf(of.divisor), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    private static boolean isWhole(String digits) {
        for (int i = digits.startsWith("-") ? 1 : 0; i < digits.length(); i++) {
            if (!isDigit(digits.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text that is no time is one but for its sixtieth second. */
    public static boolean isLeapSecond(String text) {
        return text.length() >= 19 && text.startsWith(":60", 16) && text.startsWith("59", 14);
    }

    /** Reads an ISO-8601 date and time; one without a zone is UTC. As {@link #parseIso(String, ZoneId)}. */
    public static long parseIso(String text) {
        return parseIso(text, ZoneOffset.UTC);
    }

    /**
     * Reads an ISO-8601 date and time: with or without seconds, a fraction of them of up to nine digits, a zone or an offset
     * of any form, and a T or a blank between date and time.
     *
     * <p>A leap second (23:59:60) is no time of this clock and is refused.
     *
     * @param zone of one that has none; a time that it skips is later by what was skipped, and of one that comes twice it is
     *     the first
     * @return milliseconds since the epoch; anything finer is cut off
     * @throws DateTimeException if the text is none, or its year is beyond what milliseconds can count
     */
    public static long parseIso(String text, ZoneId zone) {
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
            if (zone.equals(ZoneOffset.UTC) || text.charAt(length - 1) == 'Z') {
                return time.toEpochSecond(ZoneOffset.UTC) * 1000 + fractionMillis(text);
            }
        }
        TemporalAccessor parsed = parsed(text);
        OffsetDateTime time = parsed instanceof OffsetDateTime zoned
                ? zoned
                : ((LocalDateTime) parsed).atZone(zone).toOffsetDateTime();
        if (Math.abs(time.getYear()) > Year.MAX_VALUE / 10) {
            throw new DateTimeException("expected a year that milliseconds can count, was " + time.getYear());
        }
        return time.toInstant().toEpochMilli();
    }

    /**
     * Reads {@code 2025-11-24T10:50:09[.123456789]Z} from its bytes.
     *
     * @return milliseconds since the epoch, anything finer cut off; {@link #NOT_ZULU} for every other form, and for what is
     *     no time
     */
    public static long zuluMillis(byte[] ascii, int from, int to) {
        int length = to - from;
        boolean isInForm = (length == 20 || (length > 21 && length <= 30 && ascii[from + 19] == '.'))
                && ascii[to - 1] == 'Z'
                && ascii[from + 4] == '-'
                && ascii[from + 7] == '-'
                && ascii[from + 10] == 'T'
                && ascii[from + 13] == ':'
                && ascii[from + 16] == ':';
        if (!isInForm) {
            return NOT_ZULU;
        }
        int year = 100 * twoDigits(ascii, from) + twoDigits(ascii, from + 2);
        int month = twoDigits(ascii, from + 5);
        int day = twoDigits(ascii, from + 8);
        int hour = twoDigits(ascii, from + 11);
        int minute = twoDigits(ascii, from + 14);
        int second = twoDigits(ascii, from + 17);
        int millis = 0;
        for (int at = from + 20; at < to - 1; at++) {
            if (ascii[at] < '0' || ascii[at] > '9') {
                return NOT_ZULU;
            }
            millis = at < from + 23 ? 10 * millis + (ascii[at] - '0') : millis;
        }
        for (int digits = Math.max(0, length - 21); digits < 3; digits++) {
            millis *= 10;
        }
        boolean isOne = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year))
                && (hour | minute | second) >= 0
                && hour < 24
                && minute < 60
                && second < 60;
        return isOne
                ? 1_000L * (86_400L * epochDay(year, month, day) + 3_600L * hour + 60L * minute + second) + millis
                : NOT_ZULU;
    }

    /** Negative, and so never part of a time, for what are no digits. */
    private static int twoDigits(byte[] ascii, int at) {
        int tens = ascii[at] - '0';
        int ones = ascii[at + 1] - '0';
        return (tens | ones) >= 0 && tens <= 9 && ones <= 9 ? 10 * tens + ones : -100_000;
    }

    /** Of the proleptic Gregorian calendar, of years from 1 on (Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
    private static long epochDay(int year, int month, int day) {
        int yearFromMarch = month <= 2 ? year - 1 : year;
        int era = yearFromMarch / 400;
        int yearOfEra = yearFromMarch - 400 * era;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return 146_097L * era + dayOfEra - 719_468;
    }

    private static TemporalAccessor parsed(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(strict(text), OffsetDateTime::from, LocalDateTime::from);
    }

    /** As ISO-8601 in its extended form has it: a T between date and time, an offset with minutes and a colon. */
    private static String strict(String text) {
        if (text.length() < END_OF_MINUTES) {
            return text;
        }
        String joined = text.charAt(END_OF_DATE) == ' '
                ? text.substring(0, END_OF_DATE) + 'T' + text.substring(END_OF_DATE + 1)
                : text;
        Matcher offset = SHORT_OFFSET.matcher(joined).region(END_OF_MINUTES, joined.length());
        if (!offset.find()) {
            return joined;
        }
        String minutes = offset.group(2);
        return joined.substring(0, offset.start()) + offset.group(1) + ":" + (minutes == null ? "00" : minutes);
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
