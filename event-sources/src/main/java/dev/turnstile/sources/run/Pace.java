package dev.turnstile.sources.run;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Lets things happen in their time, counted from its own beginning, until the time is over or it is stopped.
 *
 * <p>One thread waits; any may stop it.
 */
public final class Pace {

    /** As long as {@code long} can count in nanoseconds, give or take. */
    public static final Duration ENDLESS = Duration.ofDays(100_000);

    /** Behind by more, it goes on from where it is: after an outage nobody comes twice as fast. */
    private static final Duration LONGEST_BEHIND = Duration.ofSeconds(1);

    private final long startNanos = System.nanoTime();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final long endNanos;
    private long behindNanos;

    /** @param duration how long it lasts; {@link #ENDLESS} until it is stopped */
    public Pace(Duration duration) {
        this.endNanos = duration.toNanos();
    }

    /** Waits for a moment, counted from the beginning; false when the end has come before it. */
    public boolean await(Duration moment) throws InterruptedException {
        long momentNanos = moment.toNanos();
        if (stop.await(Math.min(momentNanos + behindNanos, endNanos) - elapsedNanos(), NANOSECONDS)) {
            return false;
        }
        long now = elapsedNanos();
        if (now - momentNanos - behindNanos > LONGEST_BEHIND.toNanos()) {
            behindNanos = now - momentNanos;
        }
        return now < endNanos;
    }

    /** Waits for so long, counted from now and whatever came before; false when the end has come before it. */
    public boolean pause(Duration duration) throws InterruptedException {
        long until = Math.min(elapsedNanos() + duration.toNanos(), endNanos);
        return !stop.await(until - elapsedNanos(), NANOSECONDS) && elapsedNanos() < endNanos;
    }

    /** Waits until the time is over or it is stopped. */
    public void awaitEnd() throws InterruptedException {
        boolean unused = stop.await(endNanos - elapsedNanos(), NANOSECONDS);
    }

    public void stop() {
        stop.countDown();
    }

    public boolean isStopped() {
        return stop.getCount() == 0;
    }

    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    private long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }
}
