package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import dev.turnstile.events.Decimals;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names: not blank, no control characters, whole characters, not too long. */
final class StringReader extends ValueReader {

    private static final Pattern FLOAT_OF_A_WHOLE = Pattern.compile("^(-?[0-9]+)\\.0+$");

    private final int most;
    private final boolean acceptsNumber;
    private final boolean acceptsBlank;

    StringReader(Field field, int index) {
        super(field, index);
        Long max = field.max();
        most = max == null ? JsonDocument.MOST_CHARACTERS : (int) Math.min(max, Integer.MAX_VALUE);
        acceptsNumber = accepts("number");
        acceptsBlank = accepts("blank");
    }

    @Override
    @Nullable
    Fault text(String text, Row row) {
        String fault = JsonDocument.faultOf(text, most);
        if (fault != null) {
            return acceptsBlank && text.isBlank() ? null : new Fault(RejectionReason.INVALID_TEXT, fault);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        row.setText(index, bytes, 0, bytes.length);
        return null;
    }

    /** Most names are a part of the record as they are. */
    @Override
    @Nullable
    Fault plainText(byte[] utf8, int from, int to, boolean isVisible, Row row) {
        if (isVisible && to > from && to - from <= most) {
            row.setText(index, utf8, from, to - from);
            return null;
        }
        return super.plainText(utf8, from, to, isVisible, row);
    }

    /** Where everything is text, an id that went through floats is told by its decimals alone: 007 stays what it is. */
    @Override
    @Nullable
    Fault cell(String text, Row row) {
        return text(acceptsNumber ? FLOAT_OF_A_WHOLE.matcher(text).replaceFirst("$1") : text, row);
    }

    @Override
    @Nullable
    Fault number(String digits, Row row) {
        if (!acceptsNumber) {
            return Fault.wrongType(expected());
        }
        Decimals.Scaled whole = Decimals.scaled(digits, 0, false);
        // A number that is an id is a whole one, however it was written: 562.0 is "562".
        return whole.isFit() ? text(Long.toString(whole.value()), row) : Fault.wrongType("a whole number or a string");
    }

    @Override
    String expected() {
        return "a string";
    }
}
