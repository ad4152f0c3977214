package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the declared fields stand in a nested record, as a tree: what is not in it is passed over whole.
 *
 * @param fields by their names in an object, or their indexes, such as {@code [0]}, in an array
 * @param number of this place among all, by which it is noticed when it comes twice
 * @param leaf what reads the value that stands here; null where there are only fields within
 */
record Paths(
        Map<String, Paths> fields, int number, @Nullable ValueReader leaf) {

    /** No path leads further into an array. */
    static final int MOST_ELEMENTS = 10_000;

    /** @param place where a field stands in a record */
    static Paths of(List<ValueReader> readers, Function<Field, List<String>> place) {
        Building root = new Building();
        for (ValueReader reader : readers) {
            Building at = root;
            for (String step : place.apply(reader.field)) {
                at = at.fields.computeIfAbsent(step, ignored -> new Building());
            }
            at.leaf = reader;
        }
        return root.build(new int[1]);
    }

    /** How many places there are. */
    int count() {
        int count = 1;
        for (Paths field : fields.values()) {
            count += field.count();
        }
        return count;
    }

    private static final class Building {
        private final Map<String, Building> fields = new HashMap<>();
        private @Nullable ValueReader leaf;

        private Paths build(int[] next) {
            int number = next[0]++;
            Map<String, Paths> built = new HashMap<>();
            fields.forEach((name, field) -> built.put(name, field.build(next)));
            return new Paths(built, number, leaf);
        }
    }
}
