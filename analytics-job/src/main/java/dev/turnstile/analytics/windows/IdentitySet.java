package dev.turnstile.analytics.windows;

import java.util.Arrays;

/**
 * A set of short byte strings, exact and compact: the bytes stand one after the other in one array, and an open
 * addressing table (linear probing) points into it. About the id's own length plus 12 to 24 bytes an id, where a
 * {@code HashSet<String>} takes above 100. It only grows; whoever holds it forgets it as a whole.
 *
 * <p>With each a note may be kept: some bytes about its event.
 */
final class IdentitySet {

    private static final byte[] NO_NOTE = {};

    /** Entries, and notes, are prefixed with their length in two bytes. */
    static final int MOST_BYTES_OF_ONE = 0xFFFF;

    static final int NOT_THERE = -1;

    private static final int PREFIX = 2;

    private final boolean keepsNotes;

    /** Upper half: the upper half of the hash. Lower half: position in {@link #bytes} plus one, 0 for a free slot. */
    private long[] slots = new long[16];

    private byte[] bytes = new byte[128];
    private int used;
    private int size;

    IdentitySet(boolean keepsNotes) {
        this.keepsNotes = keepsNotes;
    }

    /** Adds the first {@code length} of {@code id}; false if it was there already. */
    boolean add(byte[] id, int length, long hash) {
        return add(id, length, hash, NO_NOTE, 0, 0);
    }

    /** The same with a note, if this keeps any: so many bytes of an array. */
    boolean add(byte[] id, int length, long hash, byte[] note, int noteAt, int noteLength) {
        if (4 * (size + 1) > 3 * slots.length) {
            grow();
        }
        int slot = slotOf(id, 0, length, hash);
        if (slots[slot] != 0) {
            return false;
        }
        int end = Math.addExact(used, PREFIX + length + (keepsNotes ? PREFIX + noteLength : 0));
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * bytes.length)));
        }
        slots[slot] = entry(hash, used);
        put(used, id, 0, length);
        if (keepsNotes) {
            put(used + PREFIX + length, note, noteAt, noteLength);
        }
        used = end;
        size++;
        return true;
    }

    private void put(int position, byte[] of, int from, int length) {
        bytes[position] = (byte) (length >>> 8);
        bytes[position + 1] = (byte) length;
        System.arraycopy(of, from, bytes, position + PREFIX, length);
    }

    /** Where it is, for {@link #noteAt}; {@link #NOT_THERE} if it is not. */
    int find(byte[] id, int length, long hash) {
        long slot = slots[slotOf(id, 0, length, hash)];
        return slot == 0 ? NOT_THERE : position(slot);
    }

    /** The note that was kept with what is there. */
    byte[] noteAt(int position) {
        int note = position + PREFIX + lengthAt(bytes, position);
        return Arrays.copyOfRange(bytes, note + PREFIX, note + PREFIX + lengthAt(bytes, note));
    }

    int size() {
        return size;
    }

    /** How many bytes {@link #bytesFrom} could give from 0 on. */
    int bytesUsed() {
        return used;
    }

    /** What was added since {@link #bytesUsed()} was {@code from}, for {@link #addAll}. */
    byte[] bytesFrom(int from) {
        return Arrays.copyOfRange(bytes, from, used);
    }

    /** Adds what {@link #bytesFrom} gave, in any set. */
    void addAll(byte[] entries) {
        int at = 0;
        while (at < entries.length) {
            int length = lengthAt(entries, at);
            byte[] id = Arrays.copyOfRange(entries, at + PREFIX, at + PREFIX + length);
            at += PREFIX + length;
            int noteLength = keepsNotes ? lengthAt(entries, at) : 0;
            at += keepsNotes ? PREFIX : 0;
            add(id, length, Identity.hash(id, length), entries, at, noteLength);
            at += noteLength;
        }
    }

    private int slotOf(byte[] id, int from, int length, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        long upper = hash & 0xFFFFFFFF00000000L;
        while (slots[slot] != 0) {
            if ((slots[slot] & 0xFFFFFFFF00000000L) == upper && isAt(position(slots[slot]), id, from, length)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int position, byte[] id, int from, int length) {
        int start = position + PREFIX;
        return lengthAt(bytes, position) == length
                && Arrays.equals(bytes, start, start + length, id, from, from + length);
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int position = position(entry);
                int length = lengthAt(bytes, position);
                // Only half of the hash is kept, so it is made anew: once in each doubling.
                byte[] id = Arrays.copyOfRange(bytes, position + PREFIX, position + PREFIX + length);
                int slot = (int) Identity.hash(id, length) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private static long entry(long hash, int position) {
        return (hash & 0xFFFFFFFF00000000L) | (position + 1L);
    }

    private static int position(long entry) {
        return (int) (entry & 0xFFFFFFFFL) - 1;
    }

    private static int lengthAt(byte[] bytes, int position) {
        return (bytes[position] & 0xFF) << 8 | (bytes[position + 1] & 0xFF);
    }
}
