package dev.turnstile.benchmarks;

import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Works a backlog of orders off with the job as it is wired in production, all guarantees on, and with a naive one
 * beside it, in turn and in one process. Arguments: how many orders (3000000), how often each (2), parallelism (2).
 *
 * <p>The time of the naive job ends when it has finished; that of ours as {@link JobRun} says.
 */
public final class BacklogBenchmark {

    private final String bootstrapServers;
    private final int count;
    private final int parallelism;

    private BacklogBenchmark(String bootstrapServers, int count, int parallelism) {
        this.bootstrapServers = bootstrapServers;
        this.count = count;
        this.parallelism = parallelism;
    }

    public static void main(String[] arguments) throws Exception {
        int count = argument(arguments, 0, 3_000_000);
        int rounds = argument(arguments, 1, 2);
        Path directory = Files.createTempDirectory("backlog-benchmark");
        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"))) {
            BacklogBenchmark benchmark =
                    new BacklogBenchmark(broker.bootstrapServers(), count, argument(arguments, 2, 2));
            NewTopics.create(broker.bootstrapServers(), Topics.all());
            OrdersBacklog.write(broker.bootstrapServers(), Topics.ORDERS.name(), count);
            for (int round = 1; round <= rounds; round++) {
                benchmark.report(round, "naive", benchmark.naive());
                benchmark.report(
                        round,
                        "turnstile",
                        new JobRun(broker.bootstrapServers(), directory, benchmark.parallelism)
                                .of(PipelineCatalog.named("orders").orElseThrow(), count));
            }
        }
        System.exit(0);
    }

    static int argument(String[] arguments, int index, int otherwise) {
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
}
