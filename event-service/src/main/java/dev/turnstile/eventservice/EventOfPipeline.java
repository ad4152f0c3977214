package dev.turnstile.eventservice;

import dev.turnstile.definitions.reading.RecordReader;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.publishing.EventRequest;
import dev.turnstile.publishing.kafka.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that a pipeline's definition accepts. It is published as it was sent: what it says is its sender's, its time
 * too.
 *
 * @param to the topic
 * @param ownId what the record says that it is, or undoes; null if it says nothing
 * @param isMeant whether it is counted; the definition passes over others, and their account says so
 * @param isRepeatable whether its sender gave a key, by which it is then known if it has no id of its own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record EventOfPipeline(
        String pipeline,
        String to,
        byte[] value,
        Map<String, byte[]> headers,
        @Nullable String ownId,
        boolean isMeant,
        boolean isRepeatable)
        implements EventRequest {

    @Override
    public Optional<String> topic() {
        return Optional.of(to);
    }

    @Override
    public EventRecord toEvent(String id, Instant at) {
        String key = ownId == null ? id : ownId;
        Map<String, byte[]> all = headers;
        if (ownId == null && isRepeatable) {
            all = new HashMap<>(headers);
            all.put(RecordReader.EVENT_ID, id.getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = JsonWriter.write(json -> {
            json.text("pipeline", pipeline).text("id", key);
            if (!isMeant) {
                json.flag("ignored", true);
            }
        });
        return new EventRecord(key, value, all, answer);
    }
}
