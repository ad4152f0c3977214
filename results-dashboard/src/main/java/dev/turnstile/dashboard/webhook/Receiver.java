package dev.turnstile.dashboard.webhook;

import dev.turnstile.dashboard.settings.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * The one address that alerts are posted to. It follows no redirects, so that the receiver cannot send it anywhere else,
 * and does not read the answer but its status.
 */
final class Receiver {

    static final String SIGNATURE = "Turnstile-Signature";
    static final String DELIVERY = "Turnstile-Delivery";

    /** Request Timeout, Too Early, Too Many Requests: try again. */
    private static final Set<Integer> ONLY_FOR_NOW = Set.of(408, 425, 429);

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final Webhook webhook;
    private final Clock clock;
    private final HttpClient client;

    Receiver(Webhook webhook, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT)
                .build();
    }

    /** Returns once the receiver has answered that it took it (2xx). */
    void send(Delivery delivery) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(webhook.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Turnstile")
                .header(DELIVERY, delivery.id())
                .header(SIGNATURE, Signature.of(delivery.body(), webhook.secret(), clock.instant()))
                .POST(BodyPublishers.ofByteArray(delivery.body()))
                .build();
        int status = statusOf(request);
        if (status / 100 == 2) {
            return;
        }
        String message = webhook.receiver() + " answered " + status;
        boolean isRefusal = status < 500 && !ONLY_FOR_NOW.contains(status);
        throw isRefusal ? new DeliveryException.Refused(message) : new DeliveryException.Failed(message);
    }

    private int statusOf(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new DeliveryException.Failed(webhook.receiver() + " cannot be told: " + reason);
        }
    }
}
