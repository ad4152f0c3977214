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
        int end = utf8.length - 1;
        while (utf8[end] != '}') {
            end--;
        }
        boolean isEmpty =
                new String(utf8, 0, end, StandardCharsets.UTF_8).strip().equals("{");
        byte[] field = ((isEmpty ? "" : ",") + "\"" + name + "\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        byte[] longer = Arrays.copyOf(utf8, end + field.length);
        System.arraycopy(field, 0, longer, end, field.length);
        return new Json(longer);
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
