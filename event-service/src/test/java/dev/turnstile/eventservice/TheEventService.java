package dev.turnstile.eventservice;

import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.reading.RecordReaders;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.publishing.contract.ServiceUnderTest;
import dev.turnstile.publishing.contract.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What tests need to know of this service, and the pipelines that they have it take records for. */
final class TheEventService {

    /** Plays of a music service: nothing tells one from another. */
    static final String PLAYS = """
            pipeline: plays
            source: {topics: [plays-in]}
            fields:
              user:    {path: userId, type: string, accept: [number]}
              title:   {path: track.title, type: string}
              seconds: {type: integer, min: 1, max: 7200}
              at:      {path: ts, type: time}
            time: at
            where: title != "test"
            by: [user]
            measures: {plays: {count: all}}
            windows: [{every: 1m}]
            """;

    static final ServiceUnderTest UNDER_TEST = new ServiceUnderTest(
            EventService.class,
            Topics.PIPELINE_DEFINITIONS,
            "/events/plays",
            "id",
            play("Blue", 200),
            play("Green", 200),
            "{\"track\":{\"title\":7},\"seconds\":0}",
            List.of("/userId", "/track/title", "/seconds", "/ts"),
            new ServiceUnderTest.Undo("DELETE", "", "", 200),
            (record, now) -> RecordReaders.of(DefinitionFile.read("plays.yaml", PLAYS))
                    .read(record, Map.of(), now.toEpochMilli()));

    private TheEventService() {}

    static String play(String title, int seconds) {
        return "{\"userId\": 7, \"track\": {\"title\": \"" + title + "\"}, \"seconds\": " + seconds
                + ", \"ts\": 1764000000}";
    }

    static TopicDefinition topic(String name) {
        return new TopicDefinition(name, "id", 3, Duration.ofDays(1));
    }

    /** Says that a pipeline runs, as its job does. */
    static void runs(String yaml) {
        var definition = DefinitionFile.read("of-a-test.yaml", yaml);
        tell(
                definition.pipeline(),
                DefinitionRecord.of(definition, Instant.now()).toJson());
    }

    static void tell(String pipeline, byte @Nullable [] record) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.servers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.PIPELINE_DEFINITIONS.name(), pipeline, record))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
