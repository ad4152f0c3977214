package dev.turnstile.databases;

import java.io.IOException;

/** Sends a signal to a process. */
public final class Signals {

    private Signals() {}

    /** Sends a signal, named without "SIG"; a process that has ended is not minded. */
    public static void send(long pid, String signal) throws IOException, InterruptedException {
        // The shell's own kill: a small machine may have no other.
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start().waitFor();
    }
}
