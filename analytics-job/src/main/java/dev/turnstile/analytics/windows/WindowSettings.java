package dev.turnstile.analytics.windows;

import dev.turnstile.definitions.Window;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The times that a pipeline's promises are made of.
 *
 * @param windows the first is the live one, which does not slide; the others, each a whole multiple of it, are rolled up from it
 * @param outOfOrderness by how much the watermark trails the newest event
 * @param silence after which a partition that has nothing more to read follows the wall clock
 * @param lateness for how long after its end a window is still corrected
 * @param dedupHorizon for how long, at least, an id is known; up to half as long again
 * @param liveInterval how often provisional results are refreshed
 */
public record WindowSettings(
        List<Window> windows,
        Duration outOfOrderness,
        Duration silence,
        Duration lateness,
        Duration dedupHorizon,
        Duration liveInterval)
        implements Serializable {

    public static final WindowSettings DEFAULTS = new WindowSettings(
            List.of(Window.tumbling("1m", Duration.ofMinutes(1))),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofMillis(250));

    public WindowSettings {
        windows = List.copyOf(windows);
    }

    /** One window, of another length. */
    public WindowSettings withSize(Duration windowSize) {
        return withWindows(List.of(Window.tumbling(windowSize.toString(), windowSize)));
    }

    public WindowSettings withWindows(List<Window> others) {
        return new WindowSettings(others, outOfOrderness, silence, lateness, dedupHorizon, liveInterval);
    }

    public WindowSettings withOutOfOrderness(Duration longest) {
        return new WindowSettings(windows, longest, silence, lateness, dedupHorizon, liveInterval);
    }

    public WindowSettings withDedupHorizon(Duration horizon) {
        return new WindowSettings(windows, outOfOrderness, silence, lateness, horizon, liveInterval);
    }

    public WindowSettings withLateness(Duration longest) {
        return new WindowSettings(windows, outOfOrderness, silence, longest, dedupHorizon, liveInterval);
    }

    public WindowSettings withLiveInterval(Duration interval) {
        return new WindowSettings(windows, outOfOrderness, silence, lateness, dedupHorizon, interval);
    }

    /** How long a live window is. */
    public Duration size() {
        return windows.get(0).every();
    }

    /** The start of the live window that an event time lies in, epoch milliseconds. */
    long windowStart(long time) {
        return windows.get(0).startOf(time);
    }

    /** Whether a window has ended: no event of it is expected any more. */
    boolean isClosed(int window, long windowStart, long watermark) {
        return windows.get(window).endOf(windowStart) - 1 <= watermark;
    }

    /** Whether a window is over for good: an event of it is too late, and nothing of it is kept. */
    boolean isExpired(int window, long windowStart, long watermark) {
        return windows.get(window).endOf(windowStart) - 1 + lateness.toMillis() <= watermark;
    }

    /** Whether the live window of an event is over for good; then all that it is part of matters no more for this event. */
    boolean isTooLate(long time, long watermark) {
        return isExpired(0, windowStart(time), watermark);
    }
}
