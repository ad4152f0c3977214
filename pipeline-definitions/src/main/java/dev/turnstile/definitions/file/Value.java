package dev.turnstile.definitions.file;

import dev.turnstile.definitions.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of the file and where it stands. What is not as expected is noted among the mistakes, and is then empty for whoever
 * asked.
 */
record Value(Node node, Mistakes mistakes) {

    private static final int MOST_SHOWN = 60;

    Place place() {
        return Place.of(node.getStartMark());
    }

    void wrong(String message) {
        mistakes.add(place(), message);
    }

    /** Notes what is wrong within a text, so many code points after the first that is no blank. */
    void wrongAt(int offset, String message) {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue();
            int blanks = text.length() - text.stripLeading().length();
            mistakes.add(mistakes.within(scalar, blanks + offset), message);
        } else {
            wrong(message);
        }
    }

    /** Notes that something else was expected. */
    <T> Optional<T> unexpected(String expected) {
        wrong("expected " + expected + ", was " + shown());
        return Optional.empty();
    }

    /** A text that is not blank. */
    Optional<String> text(String expected) {
        return read(expected, Optional::of);
    }

    /** A text that a parser makes something of. */
    <T> Optional<T> read(String expected, Function<String, Optional<T>> parser) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            Optional<T> parsed = parser.apply(scalar.getValue().strip());
            return parsed.isPresent() ? parsed : unexpected(expected);
        }
        return unexpected(expected);
    }

    /** One of a few words. */
    <T> Optional<T> choice(String what, Map<String, T> words) {
        Optional<String> text = node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue().strip())
                : Optional.empty();
        Optional<T> chosen = text.map(words::get);
        if (chosen.isEmpty()) {
            wrong("expected " + what + ": " + String.join(", ", words.keySet()) + "; was " + shown()
                    + text.map(word -> NearestName.question(word, words.keySet()))
                            .orElse(""));
        }
        return chosen;
    }

    Optional<Boolean> truth() {
        return read("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<Integer> number(String what, int least, int most) {
        return read(
                what + " from " + least + " to " + most,
                text -> Numbers.whole(text)
                        .filter(number -> number >= least && number <= most)
                        .map(Long::intValue));
    }

    /** A single character, such as the one between the columns of CSV. */
    Optional<Character> separator() {
        return node instanceof ScalarNode scalar && scalar.getValue().length() == 1
                ? Optional.of(scalar.getValue().charAt(0))
                : unexpected("one character, such as \";\" or \"\\t\"");
    }

    /** The values of a list; of a single value a list of that one. */
    List<Value> list(String expected, int most) {
        if (node instanceof SequenceNode sequence) {
            if (sequence.getValue().size() > most) {
                wrong("expected at most " + most + ", were "
                        + sequence.getValue().size());
            }
            return sequence.getValue().stream()
                    .limit(most)
                    .map(item -> new Value(item, mistakes))
                    .toList();
        }
        if (node instanceof MappingNode) {
            unexpected(expected);
            return List.of();
        }
        return List.of(this);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** What came, for a message. */
    String shown() {
        if (node instanceof ScalarNode scalar) {
            String text = scalar.getValue().strip();
            return text.isEmpty() ? "nothing" : '"' + shortened(text) + '"';
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "…";
    }
}
