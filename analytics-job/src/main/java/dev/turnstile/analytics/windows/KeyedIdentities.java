package dev.turnstile.analytics.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Sets of identities by bucket (a span of time) and shard. In memory for looking up; in Flink's keyed state, after each
 * checkpoint, as byte arrays: each checkpoint adds one with what is new since the last, so that an incremental
 * checkpoint costs what came in, not what is known.
 */
final class KeyedIdentities {

    /**
     * Names what was added to one shard of a bucket between two checkpoints.
     *
     * @param bucketStart epoch milliseconds
     * @param number from 0, in the order of the checkpoints
     */
    public record Chunk(long bucketStart, int number) {}

    /** Chunk → identities, as {@link IdentitySet#bytesFrom} gives them. */
    static MapStateDescriptor<Chunk, byte[]> stateNamed(String name) {
        return new MapStateDescriptor<>(
                name, TypeInformation.of(Chunk.class), PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    }

    private final MapState<Chunk, byte[]> state;
    private final boolean keepsNotes;
    private final KeySetter keySetter;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    private final List<Bucket> dropped = new ArrayList<>();
    private @Nullable Bucket last;

    /** Sets the key in whose name the state is read and written next. */
    @FunctionalInterface
    interface KeySetter {
        void setCurrentKey(Object key);
    }

    KeyedIdentities(MapState<Chunk, byte[]> state, boolean keepsNotes, KeySetter keySetter) {
        this.keepsNotes = keepsNotes;
        this.state = state;
        this.keySetter = keySetter;
    }

    /** Adds the first {@code length} of {@code id} to the bucket; false if that had it. */
    boolean add(long bucketStart, int shard, byte[] id, int length, long hash) {
        return bucketAt(bucketStart).of(shard).set.add(id, length, hash);
    }

    /** Adds {@code id} to the bucket, which does not have it, with a note of so many bytes. */
    void add(long bucketStart, int shard, byte[] id, long hash, byte[] note, int noteLength) {
        bucketAt(bucketStart).of(shard).set.add(id, id.length, hash, note, 0, noteLength);
    }

    /** The set, of whichever bucket, that has it; null if none has. */
    @Nullable
    IdentitySet setWith(int shard, byte[] id, int length, long hash) {
        for (Bucket bucket : buckets.values()) {
            Part part = bucket.parts[shard];
            if (part != null && part.set.find(id, length, hash) != IdentitySet.NOT_THERE) {
                return part.set;
            }
        }
        return null;
    }

    /** Forgets the oldest buckets, by their start; here at once, and in the state at the next checkpoint. */
    void dropWhile(LongPredicate isOver) {
        while (!buckets.isEmpty() && isOver.test(buckets.firstKey())) {
            dropped.add(buckets.pollFirstEntry().getValue());
            last = null;
        }
    }

    void restore(Iterable<Integer> shards) throws Exception {
        for (int shard : shards) {
            keySetter.setCurrentKey(Shards.keyOfShard(shard));
            for (Map.Entry<Chunk, byte[]> chunk : state.entries()) {
                Part part = bucketAt(chunk.getKey().bucketStart()).of(shard);
                part.set.addAll(chunk.getValue());
                part.chunks = Math.max(part.chunks, chunk.getKey().number() + 1);
                part.written = part.set.bytesUsed();
            }
        }
    }

    void snapshot() throws Exception {
        for (Bucket bucket : dropped) {
            for (int shard = 0; shard < Shards.COUNT; shard++) {
                Part part = bucket.parts[shard];
                if (part != null && part.chunks > 0) {
                    keySetter.setCurrentKey(Shards.keyOfShard(shard));
                    for (int chunk = 0; chunk < part.chunks; chunk++) {
                        state.remove(new Chunk(bucket.start, chunk));
                    }
                }
            }
        }
        dropped.clear();
        for (Bucket bucket : buckets.values()) {
            for (int shard = 0; shard < Shards.COUNT; shard++) {
                Part part = bucket.parts[shard];
                if (part != null && part.written < part.set.bytesUsed()) {
                    keySetter.setCurrentKey(Shards.keyOfShard(shard));
                    state.put(new Chunk(bucket.start, part.chunks), part.set.bytesFrom(part.written));
                    part.chunks++;
                    part.written = part.set.bytesUsed();
                }
            }
        }
    }

    private Bucket bucketAt(long start) {
        if (last == null || last.start != start) {
            last = buckets.computeIfAbsent(start, Bucket::new);
        }
        return last;
    }

    /** One span of time. */
    private final class Bucket {
        private final long start;
        private final @Nullable Part[] parts = new Part[Shards.COUNT];

        private Bucket(long start) {
            this.start = start;
        }

        private Part of(int shard) {
            Part part = parts[shard];
            if (part == null) {
                part = new Part(keepsNotes);
                parts[shard] = part;
            }
            return part;
        }
    }

    /** One shard of a bucket, and how much of it is in the state already. */
    private static final class Part {
        private final IdentitySet set;
        private int chunks;
        private int written;

        private Part(boolean keepsNotes) {
            set = new IdentitySet(keepsNotes);
        }
    }
}
