package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.windows.Arrival;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Attaches a pipeline's input to its topics. */
public final class KafkaInput {

    private KafkaInput() {}

    /**
     * The records of the topics, from the beginning or from where the checkpoint says.
     *
     * <p>Not more tasks read than there are partitions: one without any would never say how far event time is.
     *
     * @throws SettingException if Kafka cannot be reached or a topic does not exist
     */
    public static DataStream<Arrival> read(
            StreamExecutionEnvironment environment, String pipeline, List<String> topics, JobSettings settings) {
        KafkaSource<Arrival> source = KafkaSource.<Arrival>builder()
                .setProperties(settings.kafka())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty("partition.discovery.interval.ms", "60000")
                .setTopics(topics)
                .setGroupId("turnstile-" + pipeline + settings.outputSuffix())
                .setClientIdPrefix("turnstile-" + pipeline)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new ToArrival())
                .build();
        return environment
                .fromSource(
                        new ReportingKafkaSource(source, settings.kafka()),
                        WatermarkStrategy.noWatermarks(),
                        pipeline + "-source",
                        TypeInformation.of(Arrival.class))
                .uid(pipeline + "-source")
                .setParallelism(Math.min(settings.parallelism(), partitionsOf(topics, settings.kafka())));
    }

    private static int partitionsOf(List<String> topics, Properties kafka) {
        try (Admin admin = Admin.create(kafka)) {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(topics).allTopicNames().get();
            return descriptions.values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new SettingException("cannot read topics " + topics + " at KAFKA_BOOTSTRAP_SERVERS="
                    + kafka.getProperty("bootstrap.servers") + ": "
                    + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettingException("interrupted while asking Kafka for topics " + topics);
        }
    }

    private static final class ToArrival implements KafkaRecordDeserializationSchema<Arrival> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
            out.collect(Arrival.ofRecord(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    headersOf(record)));
        }

        private static Map<String, byte[]> headersOf(ConsumerRecord<byte[], byte[]> record) {
            if (!record.headers().iterator().hasNext()) {
                return Map.of();
            }
            Map<String, byte[]> headers = new TreeMap<>();
            for (Header header : record.headers()) {
                if (header.value() != null) {
                    headers.put(header.key(), header.value());
                }
            }
            return headers;
        }

        @Override
        public TypeInformation<Arrival> getProducedType() {
            return TypeInformation.of(Arrival.class);
        }
    }
}
