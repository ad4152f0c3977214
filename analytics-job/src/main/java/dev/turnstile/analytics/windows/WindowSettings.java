package dev.turnstile.analytics.windows;

import java.io.Serializable;
import java.time.Duration;

/**
 * The times that a pipeline's promises are made of.
 *
 * @param size of the tumbling windows
 * @param outOfOrderness by how much the watermark trails the newest event
 * @param silence after which a partition that has nothing more to read follows the wall clock
 * @param lateness for how long after its end a window is still corrected
 * @param dedupHorizon for how long, at least, an id is known; up to half as long again
 * @param liveInterval how often provisional results are refreshed
 */
public record WindowSettings(
        Duration size,
        Duration outOfOrderness,
        Duration silence,
        Duration lateness,
        Duration dedupHorizon,
        Duration liveInterval)
        implements Serializable {

    public static final WindowSettings DEFAULTS = new WindowSettings(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofMillis(250));

    public WindowSettings withSize(Duration windowSize) {
        return new WindowSettings(windowSize, outOfOrderness, silence, lateness, dedupHorizon, liveInterval);
    }

    public WindowSettings withDedupHorizon(Duration horizon) {
        return new WindowSettings(size, outOfOrderness, silence, lateness, horizon, liveInterval);
    }

    public WindowSettings withLateness(Duration longest) {
        return new WindowSettings(size, outOfOrderness, silence, longest, dedupHorizon, liveInterval);
    }

    public WindowSettings withLiveInterval(Duration interval) {
        return new WindowSettings(size, outOfOrderness, silence, lateness, dedupHorizon, interval);
    }

    /** The start of the window that an event time lies in, epoch milliseconds. */
    long windowStart(long time) {
        return Math.floorDiv(time, size.toMillis()) * size.toMillis();
    }

    /** Whether a window has ended: no event of it is expected any more. */
    boolean isClosed(long windowStart, long watermark) {
        return windowStart + size.toMillis() - 1 <= watermark;
    }

    /** Whether a window is over for good: an event of it is too late, and nothing of it is kept. */
    boolean isExpired(long windowStart, long watermark) {
        return windowStart + size.toMillis() - 1 + lateness.toMillis() <= watermark;
    }
}
