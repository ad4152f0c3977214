package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a topic's files.
 *
 * @param of what stands in it for an event; null only where it is not required
 */
record Column<E extends ListeningEvent>(
        String name, Type type, boolean isRequired, Function<E, ? extends @Nullable Object> of) {

    /** What can stand in a column. */
    enum Type {
        /** A String. */
        TEXT,
        /** A Double. */
        REAL,
        /** An Instant, to the millisecond. */
        TIME
    }

    static <E extends ListeningEvent> Column<E> text(String name, Function<E, @Nullable String> of) {
        return new Column<>(name, Type.TEXT, false, of);
    }

    static <E extends ListeningEvent> Column<E> real(String name, Function<E, @Nullable Double> of) {
        return new Column<>(name, Type.REAL, false, of);
    }
}
