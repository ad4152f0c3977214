package dev.turnstile.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Whether a process that has been started can be used. */
@FunctionalInterface
public interface Readiness {

    boolean isReady() throws InterruptedException;

    /** Nothing else depends on it: it is ready when it runs. */
    static Readiness immediate() {
        return () -> true;
    }

    /** Ready when this address answers with 200. */
    static Readiness http(HttpClient client, URI address) {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return () -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notYet) {
                return false;
            }
        };
    }
}
