package dev.turnstile.sources.market;

import dev.turnstile.events.market.PriceTick;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps prices and news, runs a source in a thread, and ends it. */
final class CollectedPrices implements PriceSource.Outlet, AutoCloseable {

    final List<PriceTick> ticks = new CopyOnWriteArrayList<>();
    final List<String> news = new CopyOnWriteArrayList<>();
    /** What was asked for, whether or not it was waited. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private final CountDownLatch end = new CountDownLatch(1);
    private final Duration longestPause;
    private final Thread thread;

    /** @param longestPause longer ones are cut short */
    CollectedPrices(PriceSource source, Duration longestPause) {
        this.longestPause = longestPause;
        this.thread = new Thread(() -> run(source), "source");
        thread.start();
    }

    private void run(PriceSource source) {
        try {
            source.run(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> tickIds() {
        return ticks.stream().map(PriceTick::tickId).toList();
    }

    @Override
    public void accept(PriceTick tick) {
        ticks.add(tick);
    }

    @Override
    public void news(String text) {
        news.add(text);
    }

    @Override
    public boolean pause(Duration duration) throws InterruptedException {
        pauses.add(duration);
        long millis = Math.min(duration.toMillis(), longestPause.toMillis());
        return !end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Asks the source to end and waits for it. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join(30_000);
        if (thread.isAlive()) {
            throw new AssertionError("the source does not end");
        }
    }
}
