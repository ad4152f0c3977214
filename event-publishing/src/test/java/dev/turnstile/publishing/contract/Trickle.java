package dev.turnstile.publishing.contract;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says one byte a second, until it is closed or the server has had enough. */
final class Trickle implements AutoCloseable {

    private final CountDownLatch end = new CountDownLatch(1);
    private final RawHttp connection;

    Trickle(RawHttp connection) {
        this.connection = connection;
    }

    void start() {
        new Thread(this::trickle, "trickle").start();
    }

    @Override
    public void close() {
        end.countDown();
    }

    private void trickle() {
        try {
            do {
                connection.say(" ");
            } while (!end.await(1, TimeUnit.SECONDS));
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
