package dev.turnstile.publishing;

import dev.turnstile.events.Reading;

/** Reads one request from its body; what is wrong with it is told, never thrown. */
@FunctionalInterface
public interface RequestReader<R extends EventRequest> {

    Reading<R> read(byte[] body);
}
