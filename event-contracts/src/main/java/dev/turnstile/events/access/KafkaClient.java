package dev.turnstile.events.access;

import java.util.List;

/**
 * A client of Kafka, which is a user of its own there, of the same name unless somebody says otherwise.
 *
 * @param rights all that it may do
 */
public record KafkaClient(String name, List<AccessRight> rights) {

    public KafkaClient {
        rights = List.copyOf(rights);
    }
}
