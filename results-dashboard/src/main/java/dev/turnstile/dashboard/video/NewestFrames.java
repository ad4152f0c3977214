package dev.turnstile.dashboard.video;

import dev.turnstile.dashboard.settings.Settings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The newest picture of each source, and who waits for the next. There is never a second one: a reader that is slow gets
 * the newest when it comes back, and what came in between is gone. Thread-safe.
 */
@Component
final class NewestFrames {

    /** Of 2 MiB each at the most; the one that was longest without a picture goes first. */
    static final int MOST_SOURCES = 16;

    /** Nobody has asked for so long: nobody looks. */
    private static final long LOOKING_NANOS = 10_000_000_000L;

    private final Map<String, LiveFrame> newest = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final int mostWaiting;
    private long askedAt;
    private boolean wasAsked;

    NewestFrames(Settings settings) {
        this.mostWaiting = settings.mostClients();
    }

    /** Somebody who wants a picture of a source, other than the one they have. */
    record Waiting(String source, @Nullable String seen, Consumer<LiveFrame> show) {}

    /**
     * Shows the newest picture: at once, or as soon as there is another than the one that was seen.
     *
     * @return false when there are too many who wait; nothing is shown then
     */
    boolean show(Waiting who) {
        LiveFrame frame;
        synchronized (this) {
            askedAt = System.nanoTime();
            wasAsked = true;
            frame = newest.get(who.source());
            if (frame == null || frame.id().equals(who.seen())) {
                return waiting.size() < mostWaiting && waiting.add(who);
            }
        }
        who.show().accept(frame);
        return true;
    }

    synchronized void giveUp(Waiting who) {
        waiting.remove(who);
    }

    /** Takes the place of the source's last picture. */
    void put(LiveFrame frame) {
        String source = frame.frame().source();
        List<Waiting> served = new ArrayList<>();
        synchronized (this) {
            newest.remove(source);
            newest.put(source, frame);
            if (newest.size() > MOST_SOURCES) {
                newest.remove(newest.keySet().iterator().next());
            }
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting who = all.next();
                if (who.source().equals(source)) {
                    all.remove();
                    served.add(who);
                }
            }
        }
        served.forEach(who -> who.show().accept(frame));
    }

    /** Pictures from before a break are not live. */
    synchronized void clear() {
        newest.clear();
    }

    synchronized Optional<LiveFrame> of(String source) {
        return Optional.ofNullable(newest.get(source));
    }

    synchronized boolean isWatched() {
        return wasAsked && (!waiting.isEmpty() || System.nanoTime() - askedAt < LOOKING_NANOS);
    }
}
