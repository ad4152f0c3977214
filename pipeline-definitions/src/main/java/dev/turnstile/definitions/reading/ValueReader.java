package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one field, in whatever form a format has them, into a row. Each method gives back what is wrong, or null
 * when the value is in the row, or is one that counts as absent.
 */
abstract class ValueReader {

    final Field field;
    final int index;

    ValueReader(Field field, int index) {
        this.field = field;
        this.index = index;
    }

    /** One for each field. */
    static List<ValueReader> allOf(Definition definition) {
        List<ValueReader> readers = new ArrayList<>();
        for (Field field : definition.fields()) {
            readers.add(of(field, readers.size()));
        }
        return readers;
    }

    private static ValueReader of(Field field, int index) {
        return switch (field.type()) {
            case STRING -> new StringReader(field, index);
            case INTEGER, DECIMAL -> new NumberReader(field, index);
            case TIME -> new TimeReader(field, index);
            case BOOLEAN -> new BooleanReader(field, index);
        };
    }

    /** A text that was written as one. */
    abstract @Nullable Fault text(String text, Row row);

    /** A number, by its digits as they were written. */
    abstract @Nullable Fault number(String digits, Row row);

    /**
     * A text of JSON that has no escapes.
     *
     * @param isVisible whether it is nothing but visible ASCII
     */
    @Nullable
    Fault plainText(byte[] utf8, int from, int to, boolean isVisible, Row row) {
        return text(new String(utf8, from, to - from, StandardCharsets.UTF_8), row);
    }

    /** A number of JSON without an exponent. */
    @Nullable
    Fault plainNumber(byte[] ascii, int from, int to, Row row) {
        return number(new String(ascii, from, to - from, StandardCharsets.US_ASCII), row);
    }

    /** A truth value; few fields are one. */
    @Nullable
    Fault flag(boolean flag, Row row) {
        return Fault.wrongType(expected());
    }

    /** A text of a format that has nothing but texts: numbers are written so too. */
    @Nullable
    Fault cell(String text, Row row) {
        return text(text, row);
    }

    /** For people. */
    abstract String expected();

    final boolean accepts(String form) {
        return field.accept().contains(form);
    }
}
