package dev.turnstile.sources.market;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The trades of an exchange as they happen, by its public WebSocket feed. A connection that breaks, or over which nothing
 * comes any more, is made anew after a while, and subscribed again.
 */
final class CoinbaseTrades implements PriceSource {

    static final String NAME = "coinbase";
    static final URI PUBLIC = URI.create("wss://ws-feed.exchange.coinbase.com");

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final URI address;
    private final List<String> products;
    private final Backoff backoff;
    private final Duration longestSilence;
    private final TradeGaps gaps = new TradeGaps();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /**
     * @param products such as {@code BTC-USD}
     * @param longestSilence after which a connection counts as dead; the exchange sends a heartbeat each second
     */
    CoinbaseTrades(URI address, List<String> products, Backoff backoff, Duration longestSilence) {
        this.address = address;
        this.products = products;
        this.backoff = backoff;
        this.longestSilence = longestSilence;
    }

    @Override
    public void run(Outlet outlet) throws InterruptedException {
        Duration pause = Duration.ZERO;
        while (outlet.pause(pause)) {
            String end = connectAndListen(outlet);
            pause = backoff.afterFailure();
            outlet.news(NAME + ": " + end + "; again in " + pause.toMillis() + " ms");
        }
    }

    /** Why it ended. */
    private String connectAndListen(Outlet outlet) throws InterruptedException {
        Listener listener = new Listener(outlet);
        WebSocket socket;
        try {
            socket = client.newWebSocketBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .buildAsync(address, listener)
                    .get(2 * CONNECT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return "cannot connect to " + address + " (" + (e.getCause() == null ? e : e.getCause()) + ")";
        }
        try {
            // Its outcome is seen by what comes, or does not.
            CompletableFuture<WebSocket> unused = socket.sendText(CoinbaseMessage.subscription(products), true);
            while (!listener.end.isDone() && !listener.isSilent() && outlet.pause(BETWEEN_LOOKS)) {
                // Until one of them is so.
            }
            return listener.end.getNow("nothing has come for " + longestSilence.toSeconds() + " s");
        } finally {
            socket.abort();
        }
    }

    private final class Listener implements WebSocket.Listener {

        /** The largest message the exchange sends is a few hundred bytes. */
        private static final int MOST_CHARACTERS = 64 * 1024;

        private final Outlet outlet;
        private final StringBuilder message = new StringBuilder();
        private final AtomicLong heardAt = new AtomicLong(System.nanoTime());
        /** While it waits for room in Kafka's buffer, it is not the exchange that is silent. */
        private volatile boolean isHandingOn;

        private final CompletableFuture<String> end = new CompletableFuture<>();

        private Listener(Outlet outlet) {
            this.outlet = outlet;
        }

        private boolean isSilent() {
            return !isHandingOn && System.nanoTime() - heardAt.get() > longestSilence.toNanos();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            heardAt.set(System.nanoTime());
            message.append(part);
            if (message.length() > MOST_CHARACTERS) {
                end.complete("a message is longer than " + MOST_CHARACTERS + " characters");
            } else {
                if (isLast) {
                    isHandingOn = true;
                    receive(message.toString());
                    message.setLength(0);
                    heardAt.set(System.nanoTime());
                    isHandingOn = false;
                }
                // Asked for only now: while there is no room in Kafka's buffer, nothing more is read.
                socket.request(1);
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            end.complete("the connection was closed (" + status + " " + reason + ")");
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.complete("the connection broke (" + error + ")");
        }

        private void receive(String json) {
            try {
                CoinbaseMessage received = CoinbaseMessage.read(json);
                if (received instanceof CoinbaseMessage.Match match) {
                    gaps.before(match.product(), match.tradeId()).ifPresent(gap -> outlet.news(NAME + ": " + gap));
                    outlet.accept(match.tick());
                    backoff.succeeded();
                } else if (received instanceof CoinbaseMessage.Refusal refusal) {
                    end.complete("the exchange refuses (" + refusal.reason() + ")");
                }
            } catch (IOException e) {
                outlet.news(NAME + ": a message cannot be read (" + e.getMessage() + ")");
            }
        }
    }
}
