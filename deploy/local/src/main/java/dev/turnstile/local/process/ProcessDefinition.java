package dev.turnstile.local.process;

import java.util.List;
import java.util.Map;

/**
 * A process of the platform.
 *
 * @param name what it is called on the console, and its log and process-id files
 * @param environment all of it; nothing is inherited in silence
 * @param stopSignal on which it stops in order, without "SIG"
 */
public record ProcessDefinition(
        String name, List<String> command, Map<String, String> environment, Readiness readiness, String stopSignal) {

    /** One that stops in order on SIGTERM, as nearly all do. */
    public ProcessDefinition(String name, List<String> command, Map<String, String> environment, Readiness readiness) {
        this(name, command, environment, readiness, TERMINATE);
    }

    private static final String TERMINATE = "TERM";
}
