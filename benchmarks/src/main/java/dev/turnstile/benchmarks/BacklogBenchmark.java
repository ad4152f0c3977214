package dev.turnstile.benchmarks;

import dev.turnstile.analytics.AnalyticsJob;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
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
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Works a backlog of orders off with the job as it is wired in production, all guarantees on, and with a naive one
 * beside it, in turn and in one process. Arguments: how many orders (3000000), how often each (2), parallelism (2).
 *
 * <p>The time of the naive job ends when it has finished; that of ours when its ledger says that every order was
 * counted, which it publishes at each checkpoint.
 */
public final class BacklogBenchmark {

    private static final Pattern COUNTED = Pattern.compile("\"counted\":(\\d+)");

    private final String bootstrapServers;
    private final Path directory;
    private final int count;
    private final int parallelism;

    private BacklogBenchmark(String bootstrapServers, Path directory, int count, int parallelism) {
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
        this.count = count;
        this.parallelism = parallelism;
    }

    public static void main(String[] arguments) throws Exception {
        int count = argument(arguments, 0, 3_000_000);
        int rounds = argument(arguments, 1, 2);
        Path directory = Files.createTempDirectory("backlog-benchmark");
        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"))) {
            BacklogBenchmark benchmark =
                    new BacklogBenchmark(broker.bootstrapServers(), directory, count, argument(arguments, 2, 2));
            NewTopics.create(broker.bootstrapServers(), Topics.all());
            OrdersBacklog.write(broker.bootstrapServers(), Topics.ORDERS.name(), count);
            for (int round = 1; round <= rounds; round++) {
                benchmark.report(round, "naive", benchmark.naive());
                benchmark.report(round, "turnstile", benchmark.turnstile());
            }
        }
        System.exit(0);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void report(int round, String job, Duration time) {
        System.out.printf(
                "round %d  %-9s  %6.1f s  %,9.0f orders/s%n",
                round, job, time.toMillis() / 1e3, count / (time.toMillis() / 1e3));
    }

    private Duration naive() throws Exception {
        long start = System.nanoTime();
        NaiveOrdersJob.run(bootstrapServers, Topics.ORDERS.name(), parallelism);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Duration turnstile() throws Exception {
        JobSettings settings = JobSettings.from(new Environment(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "CHECKPOINT_DIR",
                directory.resolve("checkpoints-" + UUID.randomUUID()).toUri().toString(),
                "CHECKPOINT_INTERVAL",
                "1s",
                "PARALLELISM",
                Integer.toString(parallelism))));
        var configuration = FlinkDefaults.unbounded(settings, "orders");
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        long start = System.nanoTime();
        JobClient job = AnalyticsJob.graph(
                        List.of(PipelineCatalog.named("orders").orElseThrow()), settings, configuration)
                .executeAsync("orders");
        waitUntilCounted();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        job.cancel().get();
        clearLedger();
        return time;
    }

    private void waitUntilCounted() throws InterruptedException {
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
