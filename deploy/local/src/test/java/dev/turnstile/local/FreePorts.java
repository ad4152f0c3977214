package dev.turnstile.local;

import java.util.stream.Stream;

/** Finds a place beside whatever else runs on this machine. */
public final class FreePorts {

    private FreePorts() {}

    /** With it every port of a platform is free. */
    public static int offset() {
        return ports().offset();
    }

    /**
     * All below 20,000: from there on are the brokers that other tests start. Two processes that run tests at the same
     * time look in different ranges, because ports are free until a platform has started.
     */
    static Ports ports() {
        int first = 500 + 4_600 * (Integer.getInteger("test-process", 1) - 1);
        return Stream.iterate(first, offset -> offset < first + 4_600, offset -> offset + 230)
                .map(Ports::new)
                .filter(ports ->
                        ports.collision().isEmpty() && ports.complaint(true).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No offset from " + first + " on has all ports free"));
    }
}
