package dev.turnstile.definitions.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Gathers what is wrong with a file, so that it is told at once, and not one by one. */
final class Mistakes {

    /** More would not be read. */
    private static final int MOST = 20;

    private final String file;
    private final int[] text;
    private final List<Mistake> found = new ArrayList<>();

    /** @param text of the file, in which places are looked for */
    Mistakes(String file, String text) {
        this.file = file;
        this.text = text.codePoints().toArray();
    }

    /** Where a character of a value stands: what YAML folds, indents and escapes is not in the value. */
    Place within(ScalarNode value, int offset) {
        return Place.within(text, value, offset);
    }

    void add(Place place, String message) {
        Mistake mistake = new Mistake(file, place.line(), place.column(), message);
        if (!found.contains(mistake)) {
            found.add(mistake);
        }
    }

    /** How many there are by now: as many as before where nothing was wrong. */
    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All that were found, in the order of the file. */
    MistakesException exception() {
        return new MistakesException(found.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .limit(MOST)
                .toList());
    }
}
