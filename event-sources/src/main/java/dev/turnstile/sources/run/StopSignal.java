package dev.turnstile.sources.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** On SIGTERM and Ctrl-C, asks what runs to stop and gives it the time to. */
public final class StopSignal {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param stop is called by another thread, and returns at once */
    public StopSignal(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            try {
                ended.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** To be called when what runs has come to its end: from then on nothing is waited for. */
    public void ended() {
        ended.countDown();
    }
}
