package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The declared fields of one record, by their index in the definition. Filled anew for each record; texts are parts of
 * other arrays, so that reading makes no garbage.
 */
public final class Row {

    private static final byte[] NOTHING = {};

    private final boolean[] present;
    private final long[] numbers;
    private final byte[][] texts;
    private final int[] offsets;
    private final int[] lengths;
    private boolean isCancellation;

    public Row(int fields) {
        present = new boolean[fields];
        numbers = new long[fields];
        texts = new byte[fields][];
        Arrays.fill(texts, NOTHING);
        offsets = new int[fields];
        lengths = new int[fields];
    }

    public boolean isPresent(int field) {
        return present[field];
    }

    /**
     * An integer; a decimal in units of its last place; a time in epoch milliseconds; a boolean as 0 or 1. What it was last
     * when the field is absent.
     */
    public long number(int field) {
        return numbers[field];
    }

    /** The array in which the text's UTF-8 bytes are, from {@link #offset} on. */
    public byte[] bytes(int field) {
        return texts[field];
    }

    public int offset(int field) {
        return offsets[field];
    }

    /** Of the text, in bytes. */
    public int length(int field) {
        return lengths[field];
    }

    public String text(int field) {
        return new String(texts[field], offsets[field], lengths[field], StandardCharsets.UTF_8);
    }

    /** In results, keys and conditions: a number in digits, without its decimal point. */
    public String text(int field, Field.Type type) {
        return switch (type) {
            case STRING -> text(field);
            case BOOLEAN -> numbers[field] == 0 ? "false" : "true";
            default -> Long.toString(numbers[field]);
        };
    }

    /** Whether the text's bytes are these. */
    public boolean isText(int field, byte[] other) {
        int from = offsets[field];
        return Arrays.equals(texts[field], from, from + lengths[field], other, 0, other.length);
    }

    /** Whether the record undoes an earlier one; it may then lack what others must have. */
    public boolean isCancellation() {
        return isCancellation;
    }

    void setCancellation(boolean isOne) {
        isCancellation = isOne;
    }

    /** Makes all fields absent. */
    public void clear() {
        Arrays.fill(present, false);
    }

    public void setNumber(int field, long number) {
        present[field] = true;
        numbers[field] = number;
    }

    public void setText(int field, byte[] bytes, int offset, int length) {
        present[field] = true;
        texts[field] = bytes;
        offsets[field] = offset;
        lengths[field] = length;
    }
}
