package dev.turnstile.definitions.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a file, so that it is told at once, and not one by one. */
final class Mistakes {

    /** More would not be read. */
    private static final int MOST = 20;

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
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
