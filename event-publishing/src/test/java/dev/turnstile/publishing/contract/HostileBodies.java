package dev.turnstile.publishing.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bodies that somebody careless or somebody wicked would send, made of a good one. */
final class HostileBodies {

    /**
     * A body.
     *
     * @param status what it is answered with; 201 for what looks wicked and is legal
     */
    @SuppressWarnings("ArrayRecordComponent") // Named by its name.
    record Hostile(String name, byte[] body, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String TEXT = "\"u-7\"";
    private static final String COUNT = ":2";

    private final List<Hostile> bodies = new ArrayList<>();
    private final String good;

    private HostileBodies(String good) {
        this.good = good;
    }

    static List<Hostile> madeOf(String good) {
        HostileBodies made = new HostileBodies(good);
        made.framing();
        made.structure();
        made.numbers();
        made.strings();
        return made.bodies;
    }

    private void framing() {
        refused("empty", "");
        refused("blank", " \n ");
        refused("null", "null");
        refused("array", "[]");
        refused("string", "\"x\"");
        refused("number", "7");
        refused("truncated", good.substring(0, good.length() - 1));
        refused("trailing token", good + " x");
        refused("two documents", good + good);
        refused("comment", "/* hello */" + good);
        refused("single quotes", good.replace('"', '\''));
        refused("trailing comma", good.substring(0, good.length() - 1) + ",}");
        refused("missing comma", good.replaceFirst(",", " "));
        add("byte order mark", ("\uFEFF" + good).getBytes(StandardCharsets.UTF_8), 201);
        add("UTF-16", good.getBytes(StandardCharsets.UTF_16), 400);
        add("UTF-16 without a mark", good.getBytes(StandardCharsets.UTF_16BE), 400);
        add("64 KiB and one", (good + " ".repeat(64 * 1024 + 1 - good.length())).getBytes(StandardCharsets.UTF_8), 413);
    }

    private void structure() {
        unknown("depth of 1,001", "[".repeat(1_001) + "]".repeat(1_001), 400);
        unknown("depth of 30,000", "[".repeat(30_000) + "]".repeat(30_000), 400);
        unknown("depth of 100,000", "[".repeat(100_000) + "]".repeat(100_000), 413);
        unknown("array of 20,000", "[0" + ",0".repeat(19_999) + "]", 201);
        unknown("array of 100,000", "[0" + ",0".repeat(99_999) + "]", 413);
        unknown("__proto__", "{\"__proto__\":{\"admin\":true}}", 201);
        refused("name of 50 KB", "{\"" + "n".repeat(50_000) + "\":1," + good.substring(1));
        StringBuilder fields = new StringBuilder("{");
        for (int i = 0; i < 5_000; i++) {
            fields.append("\"f").append(i).append("\":1,");
        }
        add("5,000 unknown fields", (fields + good.substring(1)).getBytes(StandardCharsets.UTF_8), 201);
        refused("duplicate key", good.substring(0, good.length() - 1) + ",\"user_id\":\"u-7\"}");
        refused("missing field", good.replace("\"user_id\":" + TEXT + ",", "").replace(",\"user_id\":" + TEXT, ""));
        text("null for text", "null", 400);
        text("object for text", "{}", 400);
        text("array for text", "[\"u-7\"]", 400);
        text("number for text", "7", 400);
        count("object for a number", "{}");
        count("array for a number", "[2]");
        count("true for a number", "true");
    }

    private void numbers() {
        Map<String, String> numbers = new TreeMap<>(Map.of(
                "NaN", "NaN",
                "quoted NaN", "\"NaN\"",
                "Infinity", "-Infinity",
                "1e400", "1e400",
                "1,001 digits", "1".repeat(1_001),
                "negative", "-2",
                "zero", "0",
                "2^63", "9223372036854775808",
                "1e2", "1e2",
                "quoted 12", "\"12\""));
        numbers.putAll(Map.of(
                "2.0", "2.0", "leading zero", "02", "hexadecimal", "0x2", "plus", "+2", "1e999999999", "1e999999999"));
        numbers.forEach(this::count);
    }

    private void strings() {
        text("empty text", "\"\"", 400);
        text("blank text", "\" \\t \"", 400);
        text("text of 129", '"' + "x".repeat(129) + '"', 400);
        text("text of 1 MB", '"' + "x".repeat(1_000_000) + '"', 413);
        text("NUL", "\"a\\u0000b\"", 400);
        text("CR LF", "\"a\\r\\nb\"", 400);
        text("a raw line feed", "\"a\nb\"", 400);
        text("lone surrogate", "\"a\\ud800\"", 400);
        add("byte FF", good.replace("u-7", "u-\u00FF").getBytes(StandardCharsets.ISO_8859_1), 400);
        for (String legal : List.of(
                "${jndi:ldap://127.0.0.1/x}",
                "../../etc/passwd",
                "<script>alert(1)</script>",
                "'; DROP TABLE x; --",
                "\uD83C\uDFAB\uD83C\uDF89",
                "%00%0d%0a",
                "{{7*7}}",
                "=1+1",
                "\u202Eevil")) {
            text(legal, '"' + legal + '"', 201);
        }
    }

    private void refused(String name, String body) {
        add(name, body.getBytes(StandardCharsets.UTF_8), 400);
    }

    private void unknown(String name, String value, int status) {
        add(name, ("{\"unknown\":" + value + "," + good.substring(1)).getBytes(StandardCharsets.UTF_8), status);
    }

    private void text(String name, String value, int status) {
        add(name, good.replace(TEXT, value).getBytes(StandardCharsets.UTF_8), status);
    }

    private void count(String name, String value) {
        add(name, good.replace(COUNT, ":" + value).getBytes(StandardCharsets.UTF_8), 400);
    }

    private void add(String name, byte[] body, int status) {
        bodies.add(new Hostile(name, body, status));
    }
}
