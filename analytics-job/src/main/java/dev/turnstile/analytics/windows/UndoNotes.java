package dev.turnstile.analytics.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an event so that it can be undone: under which key it was counted, and with which amounts.
 *
 * <p>A note outlives the definition it was written under, and a later one may have other parts, or have them in another
 * order. So each note begins with the number of its form, and what a form's amounts are called is kept once. A part that a
 * note knows nothing of gets nothing from it, as the part has nothing of the event itself.
 */
final class UndoNotes {

    /** Number of a form → the names of its amounts, what there is of an event first; under the key of each shard. */
    static final MapStateDescriptor<Integer, String> FORMS =
            new MapStateDescriptor<>("note-forms", Types.INT, Types.STRING);

    private static final String BETWEEN_NAMES = "\u001f";

    private final Cancellable cancellable;
    private final MapState<Integer, String> kept;
    private final SetsKey key;
    private final Map<Integer, List<String>> forms = new TreeMap<>();
    private int current;

    /** Makes a shard's the key of the state that is read and written. */
    @FunctionalInterface
    interface SetsKey {
        void setCurrentKey(Object key);
    }

    /**
     * An event, as a note has it.
     *
     * @param whole how much there is of it
     * @param amounts of each part that is of cancellations, in the order of {@link Cancellable#parts}
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
    record Note(String key, long whole, long[] amounts) {}

    UndoNotes(Cancellable cancellable, MapState<Integer, String> kept, SetsKey key) {
        this.cancellable = cancellable;
        this.kept = kept;
        this.key = key;
    }

    /** Knows the forms of before, which all shards have alike, and the one of now. */
    void restore(Iterable<Integer> shards) throws Exception {
        for (int shard : shards) {
            key.setCurrentKey(Shards.keyOfShard(shard));
            for (Map.Entry<Integer, String> form : kept.entries()) {
                forms.put(form.getKey(), List.of(form.getValue().split(BETWEEN_NAMES, -1)));
            }
        }
        List<String> names = Stream.concat(
                        Stream.of(cancellable.wholeName()),
                        cancellable.parts().stream().map(Cancellable.Part::name))
                .toList();
        current = forms.size();
        for (Map.Entry<Integer, List<String>> form : forms.entrySet()) {
            if (form.getValue().equals(names)) {
                current = form.getKey();
            }
        }
        forms.put(current, names);
    }

    void snapshot(Iterable<Integer> shards) throws Exception {
        for (int shard : shards) {
            key.setCurrentKey(Shards.keyOfShard(shard));
            for (Map.Entry<Integer, List<String>> form : forms.entrySet()) {
                kept.put(form.getKey(), String.join(BETWEEN_NAMES, form.getValue()));
            }
        }
    }

    void write(Countable countable, DataOutputSerializer note) throws IOException {
        writeLong(current, note);
        writeLong(cancellable.wholeOf(countable.amounts), note);
        for (Cancellable.Part part : cancellable.parts()) {
            writeLong(countable.amounts[part.index()], note);
        }
        note.write(countable.key.getBytes(StandardCharsets.UTF_8));
    }

    /** Null if it was written when an event had something else that could be undone. */
    @Nullable
    Note read(DataInputDeserializer note) throws IOException {
        int number = (int) readLong(note);
        List<String> names = forms.get(number);
        if (names == null) {
            throw new IOException("a note of an event has the unknown form " + number);
        }
        if (!names.get(0).equals(cancellable.wholeName())) {
            return null;
        }
        long whole = readLong(note);
        long[] amounts = new long[cancellable.parts().size()];
        for (String name : names.subList(1, names.size())) {
            long amount = readLong(note);
            for (int part = 0; part < amounts.length; part++) {
                if (cancellable.parts().get(part).name().equals(name)) {
                    amounts[part] = amount;
                }
            }
        }
        byte[] key = new byte[note.available()];
        note.readFully(key);
        return new Note(new String(key, StandardCharsets.UTF_8), whole, amounts);
    }

    /** Small numbers in few bytes: seven bits in each, the lowest first, and the sign in the lowest of all. */
    private static void writeLong(long number, DataOutputSerializer out) throws IOException {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readLong(DataInputDeserializer in) throws IOException {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.readByte();
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }
}
