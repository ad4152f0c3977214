package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.definitions.Changes;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.MistakesException;
import dev.turnstile.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on {@code pipeline-definitions} which definitions run, when their job is submitted. Whoever shows them, or takes
 * records for them, reads it there.
 */
public final class RunningDefinitions {

    private static final Logger LOG = LoggerFactory.getLogger(RunningDefinitions.class);
    private static final String TOPIC = Topics.PIPELINE_DEFINITIONS.name();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RunningDefinitions() {}

    /**
     * Tells of them.
     *
     * @param isRestored whether the job goes on from a checkpoint; then a measure that was not told before is counted from
     *     now on only, and the record says so
     * @throws SettingException if Kafka cannot be reached, or has no such topic
     */
    public static void tell(List<Definition> definitions, boolean isRestored, Properties kafka) {
        if (definitions.isEmpty()) {
            return;
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            Map<String, byte[]> before = isRestored ? told(kafka) : Map.of();
            Instant now = Instant.now();
            for (Definition definition : definitions) {
                byte[] key = definition.pipeline().getBytes(StandardCharsets.UTF_8);
                DefinitionRecord record = record(before.get(definition.pipeline()), definition, now);
                producer.send(new ProducerRecord<>(TOPIC, key, record.toJson())).get();
            }
        } catch (KafkaException e) {
            throw failed(kafka, e);
        } catch (ExecutionException e) {
            throw failed(kafka, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while writing to " + TOPIC);
        }
    }

    static DefinitionRecord record(byte @Nullable [] before, Definition definition, Instant now) {
        if (before == null) {
            return DefinitionRecord.of(definition, now);
        }
        return isOfSomethingElse(before, definition)
                ? DefinitionRecord.instead(definition, now)
                : DefinitionRecord.after(before, definition, now);
    }

    /** Whether results are of something else than before: then the state is a backfill's, by this definition. */
    private static boolean isOfSomethingElse(byte[] before, Definition definition) {
        try {
            String text = DefinitionRecord.textIn(before).orElse("");
            return Changes.between(DefinitionFile.read("before.yaml", text), definition)
                    .needsBackfill();
        } catch (MistakesException e) {
            LOG.warn("What ran before as {} cannot be read: {}", definition.pipeline(), e.getMessage());
            return false;
        }
    }

    private static SettingException failed(Properties kafka, Throwable cause) {
        return new SettingException("cannot write to " + TOPIC + " at KAFKA_BOOTSTRAP_SERVERS="
                + kafka.getProperty("bootstrap.servers") + ": " + cause.getMessage());
    }

    /** The last record of each pipeline. */
    private static Map<String, byte[]> told(Properties kafka) {
        Map<String, byte[]> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC, PATIENCE).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p, PATIENCE) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String pipeline = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        last.remove(pipeline);
                    } else {
                        last.put(pipeline, record.value());
                    }
                });
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("it could not be read to its end within " + PATIENCE.toSeconds() + " s");
                }
            }
        }
        return last;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(PATIENCE.dividedBy(2).toMillis()));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
