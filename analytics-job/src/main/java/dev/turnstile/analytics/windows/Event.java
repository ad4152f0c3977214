package dev.turnstile.analytics.windows;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through a pipeline: what is needed to admit it once and in time, and of the rest what the
 * pipeline needs. Fields rather than accessors inside this package: one is made for every event and crosses the network
 * with {@link EventSerializer}.
 *
 * @param <P> what the pipeline needs of an event
 */
public final class Event<P> {

    /** The event's own id, see {@link Identity}; null when it has none, and then it cannot come twice. */
    final byte @Nullable [] id;

    final long idHash;

    /** A hash of what the event says, by which another one under the same id is noticed; 0 where nobody made one. */
    final int contents;

    /** Event time, epoch milliseconds. */
    final long time;

    final P payload;

    /** The broker's append time, epoch milliseconds. */
    long arrivedAt;

    /** The record itself, kept only while the event may turn out to be too late, or to undo nothing. */
    @Nullable
    Arrival original;

    /** The sampled trace that it is part of, as {@link dev.turnstile.events.TraceParent#HEADER} has it; most have none. */
    @Nullable
    String trace;

    Event(
            byte @Nullable [] id,
            long idHash,
            int contents,
            long time,
            P payload,
            long arrivedAt,
            @Nullable Arrival original) {
        this.id = id;
        this.idHash = idHash;
        this.contents = contents;
        this.time = time;
        this.payload = payload;
        this.arrivedAt = arrivedAt;
        this.original = original;
    }

    /**
     * An event as it was read.
     *
     * @param id by which it is counted once; null for producers that give none
     * @param spreadBy what spreads events without an id over the tasks, such as their user
     * @param time event time, epoch milliseconds
     */
    public static <P> Event<P> of(@Nullable String id, String spreadBy, long time, P payload) {
        return of(id, id == null ? Identity.hash(spreadBy) : 0, time, payload);
    }

    static <P> Event<P> of(@Nullable String id, long spreadBy, long time, P payload) {
        if (id == null) {
            return new Event<>(null, spreadBy, 0, time, payload, 0, null);
        }
        byte[] bytes = Identity.bytesOf(id);
        return new Event<>(bytes, Identity.hash(bytes, bytes.length), 0, time, payload, 0, null);
    }

    /** An event that is counted once by its id, given as {@link Identity} has it. */
    public static <P> Event<P> ofIdentity(byte[] id, int contents, long time, P payload) {
        return new Event<>(id, Identity.hash(id, id.length), contents, time, payload, 0, null);
    }

    /** An event that is told apart by where its record stands; as that is read once, it is counted once. */
    public static <P> Event<P> withoutId(Arrival record, long time, P payload) {
        // The multiplier of Fibonacci hashing: neighbours come to different tasks.
        long spread = (record.offset() * 31 + record.partition() + 1) * 0x9E3779B97F4A7C15L;
        return new Event<>(null, spread, 0, time, payload, 0, null);
    }

    /**
     * An event that undoes an earlier one.
     *
     * @param id of its own, as {@link Identity} has it
     * @param record kept until it is known that there is something to undo
     */
    public static Event<Countable> undoing(byte[] id, int contents, long time, Countable countable, Arrival record) {
        Undoing undoing = Objects.requireNonNull(countable.undoing, "nothing that it undoes");
        return new Event<>(id, undoing.idHash(), contents, time, countable, 0, record);
    }

    /** How an event is written between tasks, given how its payload is. */
    public static <P> TypeInformation<Event<P>> type(TypeInformation<P> payload) {
        return new EventType<>(payload);
    }

    /** The same event, of which something else is needed from here on. */
    public <Q> Event<Q> with(Q needed) {
        Event<Q> same = new Event<>(id, idHash, contents, time, needed, arrivedAt, original);
        same.trace = trace;
        return same;
    }

    public P payload() {
        return payload;
    }

    /** Event time, epoch milliseconds. */
    public long time() {
        return time;
    }

    /** The broker's append time, epoch milliseconds. */
    public long arrivedAt() {
        return arrivedAt;
    }
}
