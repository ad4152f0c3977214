package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads truth values. */
final class BooleanReader extends ValueReader {

    BooleanReader(Field field, int index) {
        super(field, index);
    }

    @Override
    @Nullable
    Fault text(String text, Row row) {
        return accepts("text") ? cell(text, row) : Fault.wrongType(expected());
    }

    @Override
    @Nullable
    Fault cell(String text, Row row) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            return Fault.wrongType(expected());
        }
        return flag(word.equals("true"), row);
    }

    @Override
    @Nullable
    Fault number(String digits, Row row) {
        return Fault.wrongType(expected());
    }

    @Override
    @Nullable
    Fault flag(boolean flag, Row row) {
        row.setNumber(index, flag ? 1 : 0);
        return null;
    }

    @Override
    String expected() {
        return "true or false";
    }
}
