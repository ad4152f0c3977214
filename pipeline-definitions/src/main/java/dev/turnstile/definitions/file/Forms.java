package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.NearestName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads in which forms a field may come. */
final class Forms {

    private static final int MOST_FORMS = 8;

    private static final Map<Field.Type, List<String>> WORDS = Map.of(
            Field.Type.STRING, List.of("number", "blank"),
            Field.Type.INTEGER, List.of("text", "float"),
            Field.Type.DECIMAL, List.of("text"),
            Field.Type.BOOLEAN, List.of("text"),
            Field.Type.TIME, List.of("iso", "epoch_seconds", "epoch_millis", "epoch_micros", "epoch_nanos", "text"));

    /** A time in which no two parts are equal, so that a pattern that mixes them up is seen. */
    private static final ZonedDateTime EXAMPLE = ZonedDateTime.of(2026, 11, 24, 22, 50, 5, 123_000_000, ZoneOffset.UTC);

    private Forms() {}

    static List<String> words(Field.Type type) {
        return WORDS.getOrDefault(type, List.of());
    }

    static List<String> read(Value value, Field.Type type) {
        List<String> forms = new ArrayList<>();
        for (Value item : value.list("a list of forms", MOST_FORMS)) {
            item.text("a form").ifPresent(form -> {
                if (forms.contains(form)) {
                    item.wrong(form + " is here twice: take one out");
                }
                if (words(type).contains(form) || (type == Field.Type.TIME && isPattern(form))) {
                    forms.add(form);
                } else {
                    item.wrong(unknown(item.shown(), form, type));
                }
            });
        }
        return forms;
    }

    private static String unknown(String shown, String form, Field.Type type) {
        return "expected " + String.join(", ", words(type))
                + (type == Field.Type.TIME
                        ? " or a pattern with a date and a time, such as \"yyyy-MM-dd HH:mm:ss\""
                        : "")
                + ", was " + shown + NearestName.question(form, words(type));
    }

    /** Whether a pattern tells which day and which time of the day, or which day only. */
    private static boolean isPattern(String form) {
        try {
            DateTimeFormatter pattern = DateTimeFormatter.ofPattern(form, Locale.ROOT);
            LocalDate date = pattern.parse(pattern.format(EXAMPLE), TemporalQueries.localDate());
            return EXAMPLE.toLocalDate().equals(date);
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }
}
