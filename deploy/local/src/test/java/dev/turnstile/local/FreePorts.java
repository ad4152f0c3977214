package dev.turnstile.local;

import java.util.stream.Stream;

/** Finds a place beside whatever else runs on this machine. */
public final class FreePorts {

    private FreePorts() {}

    /** With it every port of a platform is free. */
    public static int offset() {
        return ports().offset();
    }

    /** All below 20,000: from there on are the brokers that other tests start. */
    static Ports ports() {
        return Stream.iterate(500, offset -> offset < 10_000, offset -> offset + 230)
                .map(Ports::new)
                .filter(ports ->
                        ports.collision().isEmpty() && ports.complaint(true).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No offset under 10,000 has all ports free"));
    }
}
