package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Field;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonDocument;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a field, and what it is when it is absent.
 *
 * @param max for a string its most characters
 */
record Bounds(@Nullable Long min, @Nullable Long max) {

    private static final int MOST_CHARACTERS = 4096;

    static Bounds read(Mapping keys, Field.Type type, int scale) {
        if (type == Field.Type.STRING) {
            int most = keys.get("max")
                    .flatMap(value -> value.number("a number of characters", 1, MOST_CHARACTERS))
                    .orElse(JsonDocument.MOST_CHARACTERS);
            return new Bounds(null, (long) most);
        }
        if (type != Field.Type.INTEGER && type != Field.Type.DECIMAL) {
            return new Bounds(null, null);
        }
        Optional<Long> min = keys.get("min").flatMap(value -> number(value, scale));
        Optional<Long> max = keys.get("max").flatMap(value -> number(value, scale));
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            Value value = keys.get("min").orElseThrow();
            value.wrong("min is " + value.shown() + " and max is "
                    + keys.get("max").orElseThrow().shown() + ": expected a min that is not above it");
        }
        return new Bounds(min.orElse(null), max.orElse(null));
    }

    private static Optional<Long> number(Value value, int scale) {
        return value.read(expected(scale), text -> Numbers.scaled(text, scale));
    }

    private static String expected(int scale) {
        return scale == 0
                ? "a whole number of 64 bits"
                : "a number with at most " + scale + " decimals that fits into 64 bits";
    }

    /** The value of an absent field, as it is written; empty when it does not fit. */
    Optional<String> otherwise(Value value, Field.Type type, int scale) {
        return switch (type) {
            case STRING ->
                value.read(
                        "a text of at most " + max + " characters",
                        text -> Optional.of(text)
                                .filter(fits -> max == null || fits.codePointCount(0, fits.length()) <= max));
            case INTEGER, DECIMAL ->
                value.read(
                        expected(scale) + range(scale),
                        text -> Numbers.scaled(text, scale)
                                .filter(this::isWithin)
                                .map(number -> text));
            case BOOLEAN -> value.truth().map(String::valueOf);
            case TIME ->
                value.read(
                        "a time such as 2026-11-24T10:50:05Z",
                        text -> Optional.of(text).filter(Bounds::isTime));
        };
    }

    private boolean isWithin(long number) {
        return (min == null || number >= min) && (max == null || number <= max);
    }

    private String range(int scale) {
        return (min == null
                        ? ""
                        : ", at least " + BigDecimal.valueOf(min, scale).toPlainString())
                + (max == null
                        ? ""
                        : ", at most " + BigDecimal.valueOf(max, scale).toPlainString());
    }

    private static boolean isTime(String text) {
        try {
            return Times.parseIso(text) >= Times.EARLIEST.toEpochMilli();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
