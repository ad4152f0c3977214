package dev.turnstile.analytics.windows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a total are of what was undone, and how much of an event each cancellation undoes.
 *
 * @param whole the part that is as much as there is of an event, which may be undone bit by bit; null where an event is undone
 *     as a whole
 * @param parts those that are of cancellations
 */
public record Cancellable(@Nullable Whole whole, List<Part> parts) implements Serializable {

    public Cancellable {
        parts = List.copyOf(parts);
    }

    /**
     * Finds the names in the layout.
     *
     * @param whole index of the part that is as much as there is of an event; null where an event is undone as a whole
     * @param shares index of each part that is of cancellations → what they add to it
     */
    public static Cancellable of(Layout layout, @Nullable Integer whole, Map<Integer, Share> shares) {
        List<Part> parts = new ArrayList<>();
        shares.forEach((index, share) -> parts.add(new Part(nameOf(layout, index), index, share)));
        return new Cancellable(whole == null ? null : new Whole(nameOf(layout, whole), whole), parts);
    }

    private static String nameOf(Layout layout, int index) {
        return layout.parts().get(index).name();
    }

    /** A part by its name and its place in the {@link Layout}. */
    public record Whole(String name, int index) implements Serializable {}

    /** One of the parts, by its name and its place in the {@link Layout}. */
    public record Part(String name, int index, Share share) implements Serializable {}

    /** What a cancellation of a part of an event adds. */
    public enum Share {
        /** As much as is undone. */
        AMOUNT,
        /** Everything, for each cancellation: it counts them. */
        EACH,
        /** Everything, once nothing is left. */
        AT_LAST
    }

    /** How much there is of an event to undo. */
    long wholeOf(long[] amounts) {
        return whole == null ? 1 : amounts[whole.index()];
    }

    /** The name of what there is to undo; empty where an event is undone as a whole. */
    String wholeName() {
        return whole == null ? "" : whole.name();
    }
}
