package dev.turnstile.sources.rest;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one service, each until it is taken or refused for good: after a failure that leaves it open whether
 * the event was published, the same body is sent again under the same key, never as a new event.
 *
 * <p>How many are under way at a time is for the caller to bound.
 */
public final class ServiceClient {

    /** The services answer within 3 s, whatever happens. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    /** In flight, over the rate, or not available: the same request may succeed later. */
    private static final Set<Integer> LATER = Set.of(408, 409, 425, 429, 500, 502, 503, 504);

    private final URI service;
    private final @Nullable String apiKey;
    private final Consumer<String> news;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_CONNECT)
            .build();
    private final LongAdder retries = new LongAdder();
    private final AtomicBoolean isInTrouble = new AtomicBoolean();
    private volatile boolean isClosed;

    /**
     * @param service such as {@code http://127.0.0.1:8091}
     * @param apiKey for a service that asks for one
     * @param news is told in one line when the service stops to take events, and when it does again
     */
    public ServiceClient(URI service, @Nullable String apiKey, Consumer<String> news) {
        this.service = service;
        this.apiKey = apiKey;
        this.news = news;
    }

    /** Completes with the last answer, or, once the client is closed, not any more. */
    public CompletableFuture<Answer> send(EventCall call) {
        CompletableFuture<Answer> ending = new CompletableFuture<>();
        attempt(call, 1, ending);
        return ending;
    }

    /** How many times something had to be sent again. */
    public long retries() {
        return retries.sum();
    }

    /** Sends nothing again from now on. */
    public void close() {
        isClosed = true;
    }

    private void attempt(EventCall call, int number, CompletableFuture<Answer> ending) {
        // Not one future that waits for the next: during a long outage that would be an ever longer chain.
        CompletableFuture<?> unused = http.sendAsync(request(call), BodyHandlers.ofByteArray())
                .whenComplete((response, failure) -> {
                    try {
                        judge(call, number, ending, response, failure);
                    } catch (RuntimeException e) {
                        ending.completeExceptionally(e);
                    }
                });
    }

    private void judge(
            EventCall call,
            int number,
            CompletableFuture<Answer> ending,
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable failure) {
        if (response == null) {
            String reason = failure == null ? "nothing came" : reason(failure);
            again(call, number, ending, "does not answer (" + reason + ")", Pause.after(number));
        } else if (LATER.contains(response.statusCode())) {
            again(call, number, ending, "answers " + response.statusCode(), Pause.after(number, response));
        } else {
            end(ending, answer(response, number));
        }
    }

    private void end(CompletableFuture<Answer> ending, Answer answer) {
        if (isInTrouble.getAndSet(false)) {
            news.accept(service + " takes events again");
        }
        ending.complete(answer);
    }

    private void again(EventCall call, int number, CompletableFuture<Answer> ending, String trouble, Duration pause) {
        // Once is nothing to speak of: a key in flight, or one caller too fast.
        if (number > 1 && !isClosed && !isInTrouble.getAndSet(true)) {
            news.accept(service + " " + trouble + "; trying on, under the same keys");
        }
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (!isClosed) {
                retries.increment();
                attempt(call, number + 1, ending);
            }
        });
    }

    private HttpRequest request(EventCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(call.path()))
                .timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.key())
                .method(call.method(), BodyPublishers.ofByteArray(call.body()));
        return (apiKey == null ? request : request.header("Authorization", "Bearer " + apiKey)).build();
    }

    private static Answer answer(HttpResponse<byte[]> response, int attempts) {
        boolean isReplay = response.headers()
                .firstValue("Idempotent-Replayed")
                .filter("true"::equals)
                .isPresent();
        return new Answer(response.statusCode(), response.body(), isReplay, attempts);
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
