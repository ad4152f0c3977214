package dev.turnstile.dashboard.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few records of one kind that one pipeline set aside. */
final class Samples {

    private static final int MOST = 50;

    private final Deque<SetAside> samples = new ArrayDeque<>();

    void add(SetAside sample) {
        if (samples.stream().anyMatch(sample::isAgain)) {
            return;
        }
        samples.addLast(sample);
        if (samples.size() > MOST) {
            samples.removeFirst();
        }
    }

    /** Oldest first. */
    List<SetAside> all() {
        return List.copyOf(samples);
    }
}
