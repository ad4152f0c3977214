package dev.turnstile.sources.rest;

import java.nio.charset.StandardCharsets;

/**
 * The answer with which a post has ended: taken, or refused for good.
 *
 * @param attempts how often it was sent
 * @param isReplay whether the service had it already
 */
public record Answer(int status, byte[] body, boolean isReplay, int attempts) {

    private static final int MOST_SHOWN = 300;

    public boolean isTaken() {
        return status == 201 || status == 200;
    }

    /** The status and the beginning of the body, on one line. */
    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
        return (status + " " + text.substring(0, Math.min(text.length(), MOST_SHOWN))).strip();
    }
}
