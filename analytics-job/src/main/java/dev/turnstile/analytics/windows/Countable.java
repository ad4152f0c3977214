package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What counting needs of an event.
 *
 * @param user see {@link Identity}
 * @param dimension what the pipeline counts by, such as the show; empty for a total over everything
 * @param amount what is summed besides the number of events, in the pipeline's unit: cents, tickets
 */
public record Countable(byte[] user, long userHash, String dimension, long amount) {

    /** How it is written between tasks. */
    public static final TypeInformation<Countable> TYPE = CountableType.INSTANCE;

    public static Countable of(String user, String dimension, long amount) {
        byte[] bytes = Identity.bytesOf(user);
        return new Countable(bytes, Identity.hash(bytes, bytes.length), dimension, amount);
    }

    /** This as an event; without an id it is spread by its user. */
    public Event<Countable> as(@Nullable String id, long time) {
        return Event.of(id, userHash, time, this);
    }
}
