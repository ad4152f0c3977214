package dev.turnstile.local.process;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What the launcher tells the one who started it. */
public final class Console {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Something that happened while the platform was up, with the time of day. */
    public void event(String line) {
        say(LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + line);
    }
}
