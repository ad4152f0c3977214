package dev.turnstile.definitions.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers and lengths of time are written in a file. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,9})?");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
    private static final String[] UNITS = {"d", "h", "m", "s"};
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};

    private Numbers() {}

    /** A number of 64 bits. */
    static Optional<Long> whole(String text) {
        return WHOLE.matcher(text).matches() ? scaled(text, 0) : Optional.empty();
    }

    /** A decimal in units of its last place; empty when it has more places, or does not fit. */
    static Optional<Long> scaled(String text, int scale) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BigDecimal(text).setScale(scale).unscaledValue().longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code 30s}, {@code 1m}, {@code 2h} and {@code 1d}; a day as 24 hours. */
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(matcher.group(2))) {
                return Optional.of(Duration.ofSeconds(number * SECONDS[i]));
            }
        }
        throw new IllegalStateException("a unit without seconds: " + matcher.group(2));
    }

    /** As {@link #duration} reads it, in the largest unit of which it is a whole number. */
    static String written(Duration duration) {
        long seconds = duration.toSeconds();
        int unit = 0;
        while (seconds % SECONDS[unit] != 0) {
            unit++;
        }
        return seconds == 0 ? "0s" : seconds / SECONDS[unit] + UNITS[unit];
    }
}
