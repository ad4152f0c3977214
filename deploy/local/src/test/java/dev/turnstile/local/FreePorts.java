package dev.turnstile.local;

import java.util.stream.Stream;

/** Finds a place beside whatever else runs on this machine. */
final class FreePorts {

    private FreePorts() {}

    /** From 11,000, because brokers that other tests start are between 20,000 and 32,767. */
    static Ports offset() {
        return Stream.iterate(500, offset -> offset < 10_000, offset -> offset + 230)
                .map(Ports::new)
                .filter(ports -> ports.complaint().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No offset under 10,000 has all ports free"));
    }
}
