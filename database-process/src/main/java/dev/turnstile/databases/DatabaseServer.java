package dev.turnstile.databases;

import java.util.List;

/** A database server: what has to be on disk before it can run, the command that runs it, and where it is reached. */
public interface DatabaseServer {

    /** By which people know it, and its log. */
    String name();

    /**
     * Makes what is not there yet; afterwards {@link #command()} can be run.
     *
     * @throws IllegalStateException if it can never run here, in one line
     */
    void prepare() throws InterruptedException;

    /** The server, in the foreground; it logs to standard output. */
    List<String> command();

    /** The signal, without "SIG", on which it stops in order and at once. */
    String stopSignal();

    /** It answers. */
    boolean isReady();

    /** All that a client needs, its password included. */
    String url();
}
