package dev.turnstile.publishing.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes one to three small changes to a good body: the same ones from the same seed. */
final class Mutator {

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "null",
            "true",
            "NaN",
            "-",
            "1e9",
            "0",
            "99999999999999999999",
            "0.001",
            "\\u0000",
            "\\ud83c",
            "\u0000",
            " ",
            "\n",
            "\"user_id\":",
            "\"timestamp\":1,",
            "\uD83C\uDFAB");

    private final byte[] good;
    private final Random random;

    Mutator(byte[] good, Random random) {
        this.good = good;
        this.random = random;
    }

    byte[] next() {
        byte[] body = good;
        for (int i = random.nextInt(3); i >= 0; i--) {
            body = changed(body);
        }
        return body;
    }

    private byte[] changed(byte[] body) {
        int at = random.nextInt(body.length + 1);
        int to = Math.min(body.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0 ->
                replaced(body, at, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
            case 1 ->
                replaced(body, at, to, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
            case 2 -> replaced(body, at, to, new byte[0]);
            case 3 -> replaced(body, at, at, Arrays.copyOfRange(body, at, to));
            case 4 -> replaced(body, at, Math.min(at + 1, body.length), new byte[] {(byte) random.nextInt(256)});
            default -> alike(body, random.nextInt(body.length + 1));
        };
    }

    /** Another letter for a letter, another digit for a digit: often still a good request. */
    private byte[] alike(byte[] body, int at) {
        if (at == body.length || !Character.isLetterOrDigit(body[at])) {
            return body;
        }
        byte other = (byte) (Character.isDigit(body[at]) ? '0' + random.nextInt(10) : 'a' + random.nextInt(26));
        return replaced(body, at, at + 1, new byte[] {other});
    }

    private static byte[] replaced(byte[] body, int from, int to, byte[] by) {
        byte[] changed = new byte[body.length - (to - from) + by.length];
        System.arraycopy(body, 0, changed, 0, from);
        System.arraycopy(by, 0, changed, from, by.length);
        System.arraycopy(body, to, changed, from + by.length, body.length - to);
        return changed;
    }
}
