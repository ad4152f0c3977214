package dev.turnstile.definitions.file;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which names a file may give. */
final class Names {

    private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** What every result has besides its measures and the fields of {@code by}. */
    private static final Set<String> OF_A_RESULT =
            Set.of("pipeline", "window", "window_start", "window_end", "status", "revision", "processed_at");

    /** Conditions could not name them. */
    private static final Set<String> OF_CEL = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    private Names() {}

    static Optional<String> pipeline(Value value) {
        return value.read(
                "a name of at most 40 small letters, digits and hyphens that begins with a letter, such as online-retail",
                matching(PIPELINE));
    }

    static Optional<String> topic(Value value) {
        return value.read(
                "a topic's name: at most 249 letters, digits, dots, hyphens and underscores", matching(TOPIC));
    }

    /** Of a window or an alert: part of addresses and keys. */
    static Optional<String> label(Value value) {
        return value.read(
                "a name of at most 40 small letters, digits, hyphens and underscores, such as slump", matching(LABEL));
    }

    /** Of a field or a measure. */
    static Optional<String> name(Value value) {
        Optional<String> name = value.read(
                "a name of at most 64 letters, digits and underscores that begins with a letter, such as net_total",
                matching(NAME));
        name.filter(OF_CEL::contains)
                .ifPresent(word -> value.wrong(word + " is a word of the conditions' language: choose another name"));
        return name;
    }

    /** Notes it when a name in results is one that they have already. */
    static void inResults(String name, Value value, String remedy) {
        if (OF_A_RESULT.contains(name)) {
            value.wrong("every result has a " + name + " already: " + remedy);
        }
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        return text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
