package dev.turnstile.analytics.windows;

import dev.turnstile.events.Reading;
import java.io.Serializable;
import java.time.Instant;

/**
 * Reads one record of a pipeline's input. Never throws for what is in it.
 *
 * @param <P> what the pipeline needs of an event
 */
@FunctionalInterface
public interface EventReader<P> extends Serializable {
    Reading<Event<P>> read(Arrival record, Instant now);
}
