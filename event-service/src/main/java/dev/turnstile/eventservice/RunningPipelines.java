package dev.turnstile.eventservice;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.NearestName;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.events.Topics;
import dev.turnstile.publishing.kafka.KafkaSettings;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipelines that run, as their jobs say on {@code pipeline-definitions}; followed from its beginning. */
final class RunningPipelines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningPipelines.class);
    private static final String TOPIC = Topics.PIPELINE_DEFINITIONS.name();
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) LONGEST_WAIT.toMillis(),
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) LONGEST_WAIT.toMillis(),
            ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
            false);

    private final KafkaSettings kafka;
    private final Map<String, Pipeline> pipelines = new ConcurrentSkipListMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isKnown;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;

    RunningPipelines(KafkaSettings kafka) {
        this.kafka = kafka;
        Thread following = new Thread(this::follow, "running-pipelines");
        following.setDaemon(true);
        following.start();
    }

    /** Whether all that was told so far is known. */
    boolean isKnown() {
        return isKnown;
    }

    List<String> names() {
        return List.copyOf(pipelines.keySet());
    }

    List<Definition> definitions() {
        return pipelines.values().stream().map(Pipeline::definition).toList();
    }

    /** @throws ProblemException if none of that name runs, or it is not known yet */
    Pipeline named(String name) {
        Pipeline pipeline = pipelines.get(name);
        if (pipeline != null) {
            return pipeline;
        }
        if (!isKnown) {
            throw new ProblemException(Problem.of(
                    ProblemKind.NOT_PUBLISHED, "It is not known yet which pipelines run.", BETWEEN_ATTEMPTS));
        }
        List<String> names = names();
        throw new ProblemException(Problem.of(
                ProblemKind.NOT_FOUND,
                names.isEmpty()
                        ? "No pipeline runs by a definition."
                        : "No pipeline of this name runs by a definition. "
                                + NearestName.to(name, names)
                                        .map(meant -> "Did you mean " + meant + "? ")
                                        .orElse("")
                                + "Those that do: " + String.join(", ", names) + "."));
    }

    @Override
    public void close() {
        end.countDown();
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void follow() {
        try {
            do {
                try (var consumer = new KafkaConsumer<>(
                        kafka.with(CONSUMER), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                    current = consumer;
                    read(consumer);
                } catch (WakeupException e) {
                    LOG.debug("closed", e);
                } catch (KafkaException e) {
                    // That Kafka is away is told by its watch.
                    LOG.debug("{} cannot be read", TOPIC, e);
                } catch (RuntimeException e) {
                    LOG.warn("{} cannot be followed, trying again", TOPIC, e);
                }
            } while (!end.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC, LONGEST_WAIT).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            // It is made when the platform is; until then there is nothing to follow.
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LONGEST_WAIT);
        while (end.getCount() > 0) {
            consumer.poll(LONGEST_WAIT).forEach(this::learn);
            isKnown |= partitions.stream()
                    .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        }
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            pipelines.remove(name);
            return;
        }
        try {
            String text = DefinitionRecord.textIn(record.value()).orElse("");
            pipelines.put(name, new Pipeline(DefinitionFile.read(name + ".yaml", text)));
            LOG.info("Pipeline {} takes events", name);
        } catch (RuntimeException e) {
            // Of a newer release, perhaps; whatever it is, the others go on.
            pipelines.remove(name);
            LOG.warn("Pipeline {} takes no events here, its definition cannot be read: {}", name, e.getMessage());
        }
    }
}
