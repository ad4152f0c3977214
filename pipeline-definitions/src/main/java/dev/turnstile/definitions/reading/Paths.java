package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * @param names the fields once more, to be found by the bytes of their names
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Paths(
        Map<String, Paths> fields,
        int number,
        @Nullable ValueReader leaf,
        @Nullable Named[] names) {

    /** Where no field is. */
    static final Paths NOTHING = new Paths(Map.of(), 0, null, new Named[1]);

    /** A field, and its name in UTF-8. */
    private record Named(byte[] name, Paths place) {}

    private Paths(Map<String, Paths> fields, int number, @Nullable ValueReader leaf) {
        this(fields, number, leaf, table(fields));
    }

    /** The field whose name stands from one place to another; null if there is none. */
    @Nullable
    Paths named(byte[] json, int from, int to) {
        if (fields.isEmpty()) {
            return null;
        }
        int mask = names.length - 1;
        int slot = slot(json, from, to) & mask;
        Named named;
        while ((named = names[slot]) != null) {
            if (Arrays.equals(named.name, 0, named.name.length, json, from, to)) {
                return named.place;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private static @Nullable Named[] table(Map<String, Paths> fields) {
        Named[] table = new Named[Integer.highestOneBit(4 * fields.size() + 1)];
        fields.forEach((text, place) -> {
            byte[] name = text.getBytes(StandardCharsets.UTF_8);
            int slot = slot(name, 0, name.length) & (table.length - 1);
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = new Named(name, place);
        });
        return table;
    }

    private static int slot(byte[] name, int from, int to) {
        int length = to - from;
        return length == 0 ? 0 : 31 * (31 * length + name[from]) + 7 * name[to - 1] + name[from + length / 2];
    }

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
