package dev.turnstile.analytics.windows;

import org.jspecify.annotations.Nullable;

/**
 * One event on its way to be counted, reduced to what counting needs. Fields rather than accessors: one is made for
 * every event and crosses the network twice, with {@link CountableSerializer}.
 */
public final class Countable {

    /** The event's own id, see {@link Identity}; null when it has none, and then it cannot come twice. */
    byte @Nullable [] id;

    long idHash;
    byte[] user;
    long userHash;

    /** What the pipeline counts by, such as the show; empty for a total over everything. */
    String dimension;

    /** What is summed besides the number of events, in the pipeline's unit: cents, tickets. */
    long amount;

    /** Event time, epoch milliseconds. */
    long time;

    /** The broker's append time, epoch milliseconds. */
    long arrivedAt;

    /** The record itself, kept only while the event may turn out to be too late. */
    @Nullable
    Arrival original;

    Countable(
            byte @Nullable [] id,
            long idHash,
            byte[] user,
            long userHash,
            String dimension,
            long amount,
            long time,
            long arrivedAt,
            @Nullable Arrival original) {
        this.id = id;
        this.idHash = idHash;
        this.user = user;
        this.userHash = userHash;
        this.dimension = dimension;
        this.amount = amount;
        this.time = time;
        this.arrivedAt = arrivedAt;
        this.original = original;
    }

    /**
     * An event as it was read.
     *
     * @param id null for older producers' events
     * @param dimension what the pipeline counts by; empty for a total over everything
     * @param amount what is summed besides the number of events
     * @param time event time, epoch milliseconds
     */
    public static Countable of(@Nullable String id, String user, String dimension, long amount, long time) {
        byte[] userBytes = Identity.bytesOf(user);
        long userHash = Identity.hash(userBytes, userBytes.length);
        if (id == null) {
            // Nothing to look up, so any shard will do; the user's spreads as well as another.
            return new Countable(null, userHash, userBytes, userHash, dimension, amount, time, 0, null);
        }
        byte[] idBytes = Identity.bytesOf(id);
        long idHash = Identity.hash(idBytes, idBytes.length);
        return new Countable(idBytes, idHash, userBytes, userHash, dimension, amount, time, 0, null);
    }
}
