package dev.turnstile.dashboard.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON object that has been read and found good: UTF-8, on a single line. So it can be handed on as it came, money
 * to the last digit, inside an array or as the data of a Server-Sent Event.
 */
public final class Json {

    private final byte[] utf8;

    Json(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** An object that this program wrote, on one line. */
    public static Json written(byte[] utf8) {
        return new Json(utf8);
    }

    /** An object with one field whose value needs no escaping. */
    public static Json ofText(String name, String plain) {
        return new Json(("{\"" + name + "\":\"" + plain + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return utf8.length;
    }

    /** Its bytes, not to be changed. */
    byte[] utf8() {
        return utf8;
    }

    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(utf8);
    }

    /** The same object with one more field at its end. */
    public Json with(String name, boolean value) {
        return withWritten(name, Boolean.toString(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The same object with one more field at its end, whose value needs no escaping. */
    public Json with(String name, String plain) {
        return withWritten(name, ("\"" + plain + "\"").getBytes(StandardCharsets.UTF_8));
    }

    /** The same object with one more field at its end. */
    public Json with(String name, Json value) {
        return withWritten(name, value.utf8);
    }

    private Json withWritten(String name, byte[] value) {
        int end = lastBefore(utf8.length);
        boolean isEmpty = utf8[lastBefore(end)] == '{';
        ByteArrayOutputStream longer = new ByteArrayOutputStream(end + name.length() + value.length + 8);
        longer.write(utf8, 0, end);
        longer.writeBytes(((isEmpty ? "" : ",") + "\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        longer.writeBytes(value);
        longer.write('}');
        return new Json(longer.toByteArray());
    }

    /** The place of the last byte that is no space: JSON knows four kinds, all of them below a printable character. */
    private int lastBefore(int end) {
        int last = end - 1;
        while (utf8[last] <= ' ' && utf8[last] >= 0) {
            last--;
        }
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
