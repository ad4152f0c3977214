package dev.turnstile.analytics.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

/** What Redis gets is in MarketStoresIT; here it is away. */
class RedisSinkTest {

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final SimpleCounter failures = new SimpleCounter();

    @Test
    void while_redis_is_away_each_attempt_is_counted_of_which_there_is_one_a_second() throws Exception {
        try (var writer = new RedisSink.Writer(URI.create("redis://127.0.0.1:" + freePort()), now::get, failures)) {
            for (int tick = 0; tick < 10; tick++) {
                writer.write(Fixture.tick(Integer.toString(tick), "100.00", "1", "10:50:00"), null);
            }
            assertThat(failures.getCount()).isEqualTo(1);

            now.addAndGet(1_000);
            writer.write(Fixture.tick("10", "100.00", "1", "10:50:01"), null);
            assertThat(failures.getCount()).isEqualTo(2);

            writer.flush(false);
            assertThat(failures.getCount())
                    .as("a checkpoint is an attempt as well")
                    .isEqualTo(3);
        }
    }

    /** At which nobody listens any more. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
