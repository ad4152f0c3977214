package dev.turnstile.analytics.runtime;

import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Attaches a pipeline's outputs to their topics. */
public final class KafkaOutputs {

    private static final int LARGEST_REQUEST_BYTES = Topics.LARGEST_RECORD_BYTES + (128 << 10);

    private KafkaOutputs() {}

    /** Results in transactions that end with the checkpoint; everything else at least once. */
    public static void attach(String pipeline, PipelineStreams streams, JobSettings settings) {
        Properties transactional = new Properties();
        transactional.putAll(settings.kafka());
        transactional.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.transactionTimeout().toMillis()));
        KafkaSink<OutgoingRecord> exactlyOnce = KafkaSink.<OutgoingRecord>builder()
                .setKafkaProducerConfig(transactional)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                // Shared with nothing else: by it, a restarted job finds and ends the transactions that it left open.
                .setTransactionalIdPrefix("turnstile-" + pipeline + settings.outputSuffix() + "-results")
                .setRecordSerializer(new ToProducerRecord(settings.outputSuffix()))
                .build();
        streams.results().sinkTo(exactlyOnce).name(pipeline + "-results-sink").uid(pipeline + "-results-sink");

        KafkaSink<OutgoingRecord> atLeastOnce = KafkaSink.<OutgoingRecord>builder()
                .setKafkaProducerConfig(settings.kafka())
                // What is set aside goes with its bytes, and with headers besides.
                .setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_REQUEST_BYTES))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new ToProducerRecord(settings.outputSuffix()))
                .build();
        streams.atLeastOnce().sinkTo(atLeastOnce).name(pipeline + "-other-sink").uid(pipeline + "-other-sink");
    }

    private static final class ToProducerRecord implements KafkaRecordSerializationSchema<OutgoingRecord> {

        private final String suffix;

        ToProducerRecord(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                OutgoingRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
            ProducerRecord<byte[], byte[]> out =
                    new ProducerRecord<>(record.topic() + suffix, record.key(), record.value());
            record.headers().forEach((name, value) -> out.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return out;
        }
    }
}
