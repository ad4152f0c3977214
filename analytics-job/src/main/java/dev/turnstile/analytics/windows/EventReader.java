package dev.turnstile.analytics.windows;

import dev.turnstile.events.Reading;
import java.io.Serializable;
import java.time.Instant;

/** Reads one record of a pipeline's input. Never throws for what is in it. */
@FunctionalInterface
public interface EventReader extends Serializable {
    Reading<Countable> read(Arrival record, Instant now);
}
