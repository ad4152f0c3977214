package dev.turnstile.dashboard.stream;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.dashboard.store.ResultsStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** All connections of the stream, and the one thread that writes to them, many times a second. */
@Component
public final class StreamClients implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StreamClients.class);

    /** How long a live result is held back for a newer one of its window; nobody sees the difference. */
    private static final long BEAT_MILLIS = 50;

    private static final long LONGEST_STOP_MILLIS = 3_000;

    private final ResultsStore store;
    private final int most;
    private final String epoch = Long.toString(System.currentTimeMillis(), 36);
    private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
    private final Thread writer = new Thread(this::run, "stream-writer");
    private final Counter cutOff;
    private final Counter resets;
    private Cursor.@Nullable Health health;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean isRunning;

    StreamClients(ResultsStore store, Settings settings, MeterRegistry registry) {
        this.store = store;
        this.most = settings.mostClients();
        this.cutOff = Counter.builder("dashboard.stream.cut.off")
                .description("Clients that read too slowly and were cut off")
                .register(registry);
        this.resets = Counter.builder("dashboard.stream.resets")
                .description("Clients that came back too late to be told all that they missed")
                .register(registry);
        Gauge.builder("dashboard.stream.clients", clients, List::size)
                .description("Clients that follow the stream")
                .register(registry);
        Gauge.builder("dashboard.stream.clients.most", () -> most)
                .description("How many may follow the stream at a time")
                .register(registry);
    }

    /** Tells every client how the pipelines are now. */
    public synchronized void tell(Json pipelines) {
        health = new Cursor.Health(health == null ? 1 : health.number() + 1, pipelines);
    }

    /**
     * Takes in a request that from now on is a stream.
     *
     * @return false when there are too many already; nothing has happened to the request then
     */
    synchronized boolean accept(
            HttpServletRequest request, HttpServletResponse response, Set<String> pipelines, @Nullable String last)
            throws IOException {
        if (clients.size() >= most || !isRunning) {
            return false;
        }
        Cursor cursor = new Cursor(store, epoch, pipelines, last, System.nanoTime());
        if (cursor.isReset()) {
            resets.increment();
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        // Some proxies collect an answer until it is complete unless they are told not to.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext connection = request.startAsync();
        connection.setTimeout(0);
        StreamClient client = new StreamClient(connection, response.getOutputStream(), cursor);
        connection.addListener(client);
        response.getOutputStream().setWriteListener(client);
        clients.add(client);
        return true;
    }

    @Override
    public void start() {
        isRunning = true;
        writer.start();
    }

    /** Before the web server stops, which would wait for these requests to end. */
    @Override
    public void stop() {
        isRunning = false;
        stopping.countDown();
        try {
            writer.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(StreamClient::end);
        clients.clear();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        try {
            boolean hasMore = false;
            while (!stopping.await(hasMore ? 0 : BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
                hasMore = beat();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Writes to each client once; true when one of them takes more than that. */
    private boolean beat() {
        boolean hasMore = false;
        try {
            store.publishLive();
            Cursor.Health latest = health();
            long now = System.nanoTime();
            for (StreamClient client : clients) {
                hasMore |= write(client, now, latest);
            }
        } catch (RuntimeException e) {
            // Must not end the beat, which an exception otherwise would.
            LOG.error("The stream's clients could not be told", e);
        }
        return hasMore;
    }

    private boolean write(StreamClient client, long now, Cursor.@Nullable Health latest) {
        boolean hasMore = false;
        try {
            hasMore = client.write(now, latest);
            client.giveUpIfLeftBehind();
        } catch (RuntimeException e) {
            LOG.warn("A client of the stream is cut off because of an unexpected fault", e);
            client.end();
        }
        if (client.isGone() && clients.remove(client) && client.wasTooSlow()) {
            cutOff.increment();
        }
        return hasMore;
    }

    private synchronized Cursor.@Nullable Health health() {
        return health;
    }
}
