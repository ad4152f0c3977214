package dev.turnstile.definitions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name has meant. */
public final class NearestName {

    private static final int SHORTEST_BEGINNING = 3;

    private NearestName() {}

    /** The name that is most like the one given; empty if none is much like it. */
    public static Optional<String> to(String name, Collection<String> names) {
        return names.stream()
                .filter(other -> distance(name, other) <= most(name))
                .min(Comparator.comparingInt(other -> distance(name, other)));
    }

    /** {@code ; did you mean country?}, or nothing when no name is like it. */
    public static String question(String name, Collection<String> names) {
        return to(name, names).map(other -> "; did you mean " + other + "?").orElse("");
    }

    private static int most(String name) {
        return Math.max(1, Math.min(3, name.length() / 3 + 1));
    }

    /** How many letters must be typed, taken out, changed or swapped; one, when one name is how the other begins. */
    private static int distance(String name, String other) {
        String from = name.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int edits = edits(from, to);
        int shorter = Math.min(from.length(), to.length());
        boolean isBeginning = shorter >= SHORTEST_BEGINNING && (from.startsWith(to) || to.startsWith(from));
        return isBeginning ? Math.min(edits, 1) : edits;
    }

    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int edits(int[][] edits, String from, String to, int i, int j) {
        boolean isSame = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (isSame ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean isSwapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
