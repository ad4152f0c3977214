package dev.turnstile.benchmarks;

import dev.turnstile.analytics.AnalyticsJob;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.NewTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Works a backlog off with the job as it is wired in production, all guarantees on. A run ends when the job's ledger says that
 * every record was counted, which it publishes at each checkpoint.
 */
final class JobRun {

    private static final Pattern COUNTED = Pattern.compile("\"counted\":(\\d+)");

    private final String bootstrapServers;
    private final Path directory;
    private final int parallelism;
    private Path checkpoints = Path.of("none");

    JobRun(String bootstrapServers, Path directory, int parallelism) {
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
        this.parallelism = parallelism;
    }

    /** How long it takes until so many records are counted. */
    Duration of(PipelineCatalog.Entry pipeline, long count) throws Exception {
        checkpoints = directory.resolve("checkpoints-" + UUID.randomUUID());
        JobSettings settings = JobSettings.from(new Environment(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "CHECKPOINT_DIR",
                checkpoints.toUri().toString(),
                "CHECKPOINT_INTERVAL",
                "1s",
                "PARALLELISM",
                Integer.toString(parallelism))));
        var configuration = FlinkDefaults.unbounded(settings, pipeline.name());
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        long start = System.nanoTime();
        JobClient job =
                AnalyticsJob.graph(List.of(pipeline), settings, configuration).executeAsync(pipeline.name());
        waitUntilCounted(count);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        job.cancel().get();
        clearLedger();
        return time;
    }

    /** Of the last run: what its checkpoints had on disk in the end, in bytes. */
    long stateBytes() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private void waitUntilCounted(long count) throws InterruptedException {
        while (counted() < count) {
            // A look costs processor time that the job should have.
            Thread.sleep(500);
        }
    }

    /** So that the next round's ledger begins at nothing. */
    private void clearLedger() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(Topics.LEDGER.name())).all().get();
            while (admin.listTopics().names().get().contains(Topics.LEDGER.name())) {
                Thread.sleep(100);
            }
        }
        NewTopics.create(bootstrapServers, List.of(Topics.LEDGER));
    }

    private long counted() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LEDGER.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, Long> minutes = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    Matcher counted = COUNTED.matcher(new String(record.value(), StandardCharsets.UTF_8));
                    if (counted.find()) {
                        minutes.put(new String(record.key(), StandardCharsets.UTF_8), Long.parseLong(counted.group(1)));
                    }
                });
            }
            return minutes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private Properties kafka() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
