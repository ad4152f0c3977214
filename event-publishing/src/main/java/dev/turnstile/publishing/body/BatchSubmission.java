package dev.turnstile.publishing.body;

import java.util.List;

/**
 * A request for many events; a controller takes it as its parameter.
 *
 * @param items each one's JSON, as it was sent
 */
public record BatchSubmission(Exchange exchange, Sender sender, List<byte[]> items) {

    public BatchSubmission {
        items = List.copyOf(items);
    }
}
