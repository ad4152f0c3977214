package dev.turnstile.dashboard.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an event is known by, so that a client can say where it was.
 *
 * @param epoch of the server's start: sequences of another one mean nothing here
 * @param sequence of the change that the event tells
 */
record EventId(String epoch, long sequence) {

    private static final Pattern WRITTEN = Pattern.compile("([0-9a-z]{1,16})-([0-9]{1,18})");

    static Optional<EventId> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + sequence;
    }
}
