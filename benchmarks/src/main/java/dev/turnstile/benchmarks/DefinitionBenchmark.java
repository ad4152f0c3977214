package dev.turnstile.benchmarks;

import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a definition of 12 measures and windows of a minute, an hour and a day costs beside one of a single measure and window,
 * both over the same sales of an hour at 10,000 shops, in turn. Arguments: how many sales (1000000), how often each (3),
 * parallelism (2).
 */
public final class DefinitionBenchmark {

    private static final int SHOPS = 10_000;
    private static final int CUSTOMERS = 100_000;
    private static final int PARTITIONS = 3;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final long SPAN_MILLIS = 3_600_000;
    private static final String TOPIC = "sales";

    private static final String HEAD = """
            pipeline: %s
            source: {topics: [sales]}
            fields:
              sale:     {type: string}
              shop:     {type: string}
              customer: {type: string}
              quantity: {type: integer}
              price:    {type: decimal, scale: 2}
              at:       {type: time}
            id: sale
            time: at
            by: [shop]
            """;

    private static final String SMALL = HEAD.formatted("small") + """
            measures: {sales: {count: all}}
            """;

    private static final String LARGE = HEAD.formatted("large") + """
            measures:
              sales:      {count: all}
              pieces:     {sum: quantity}
              net:        {sum: [quantity, price]}
              gross:      {sum: [quantity, price], where: quantity > 0}
              refunds:    {sum: [quantity, price], where: quantity < 0}
              returns:    {count: all, where: quantity < 0}
              customers:  {distinct: customer}
              dearest:    {max: price}
              cheapest:   {min: price}
              first:      {min: at}
              last:       {max: at}
              average:    {ratio: [net, sales]}
            windows:
              - {every: 1m}
              - {every: 1h}
              - {every: 1d}
            """;

    private DefinitionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int count = BacklogBenchmark.argument(arguments, 0, 1_000_000);
        int rounds = BacklogBenchmark.argument(arguments, 1, 3);
        Path directory = Files.createTempDirectory("definition-benchmark");
        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"))) {
            List<TopicDefinition> topics = new ArrayList<>(Topics.all());
            topics.add(new TopicDefinition(TOPIC, "any", PARTITIONS, Duration.ofDays(7)));
            NewTopics.create(broker.bootstrapServers(), topics);
            write(broker.bootstrapServers(), count);
            JobRun run = new JobRun(broker.bootstrapServers(), directory, BacklogBenchmark.argument(arguments, 2, 2));
            for (int round = 1; round <= rounds; round++) {
                for (String definition : List.of(SMALL, LARGE)) {
                    PipelineCatalog.Entry pipeline = PipelineCatalog.of(DefinitionFile.read("sales.yaml", definition));
                    double seconds = run.of(pipeline, count).toMillis() / 1e3;
                    System.out.printf(
                            "round %d  %-5s  %6.1f s  %,9.0f sales/s  %,6.1f MB on disk%n",
                            round, pipeline.name(), seconds, count / seconds, run.stateBytes() / 1e6);
                }
            }
        }
        System.exit(0);
    }

    private static void write(String bootstrapServers, int count) {
        Random random = new Random(12);
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "20", "batch.size", "262144"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                long time = START.toEpochMilli() + i * SPAN_MILLIS / count + random.nextInt(5_000);
                String json = """
                        {"sale":"sale-%d","shop":"shop-%d","customer":"customer-%d","quantity":%d,"price":%d.%02d,"at":"%s"}""".formatted(
                                i,
                                random.nextInt(SHOPS),
                                random.nextInt(CUSTOMERS),
                                random.nextInt(20) == 0 ? -1 : 1 + random.nextInt(5),
                                1 + random.nextInt(100),
                                random.nextInt(100),
                                Instant.ofEpochMilli(time));
                var unused = producer.send(
                        new ProducerRecord<>(TOPIC, i % PARTITIONS, null, json.getBytes(StandardCharsets.UTF_8)),
                        OrdersBacklog::failOnError);
            }
        }
    }
}
