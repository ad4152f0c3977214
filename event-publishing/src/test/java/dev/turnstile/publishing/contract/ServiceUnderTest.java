package dev.turnstile.publishing.contract;

import dev.turnstile.events.Reading;
import dev.turnstile.events.TopicDefinition;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What is particular to a service.
 *
 * @param main its main class
 * @param topic where it publishes
 * @param path where it takes events
 * @param idField the name of the event's id
 * @param goodBody a request that it accepts
 * @param otherGoodBody one that asks for something else
 * @param manyFaults a request with several faults, each in a field of its own
 * @param faultyFields the JSON Pointers of those fields
 * @param undo how one of its events is undone
 * @param reader reads a record of the topic as the analytics does
 */
public record ServiceUnderTest(
        Class<?> main,
        TopicDefinition topic,
        String path,
        String idField,
        String goodBody,
        String otherGoodBody,
        String manyFaults,
        List<String> faultyFields,
        Undo undo,
        BiFunction<byte[], Instant, ? extends Reading<?>> reader) {

    /**
     * How an event is undone.
     *
     * @param suffix of the path, behind the id
     * @param status of the answer
     */
    public record Undo(String method, String suffix, String body, int status) {}
}
