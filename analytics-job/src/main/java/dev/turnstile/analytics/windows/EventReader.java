package dev.turnstile.analytics.windows;

import dev.turnstile.events.Reading;
import java.io.Serializable;

/**
 * Reads one record of a pipeline's input. Never throws for what is in it.
 *
 * @param <P> what the pipeline needs of an event
 */
@FunctionalInterface
public interface EventReader<P> extends Serializable {
    /**
     * Reads one record.
     *
     * @param now epoch milliseconds
     */
    Reading<Event<P>> read(Arrival record, long now);
}
