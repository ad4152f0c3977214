package dev.turnstile.analytics.windows;

import java.io.Serializable;
import java.util.List;

/**
 * Which parts of a total are of what was undone, and how much of an event each cancellation undoes.
 *
 * @param parts those that are of cancellations
 * @param whole the part that is as much as there is of an event, which may be undone bit by bit; -1 where an event is undone
 *     as a whole
 */
public record Cancellable(List<Part> parts, int whole) implements Serializable {

    public Cancellable {
        parts = List.copyOf(parts);
    }

    /** One of the parts, by its place in the {@link Layout}. */
    public record Part(int index, Share share) implements Serializable {}

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
        return whole < 0 ? 1 : amounts[whole];
    }
}
