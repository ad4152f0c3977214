package dev.turnstile.publishing.kafka;

import dev.turnstile.events.TraceParent;
import dev.turnstile.publishing.kafka.NotPublished.Fate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes with an idempotent producer, and believes nothing but the acknowledgement of all in-sync replicas. */
final class KafkaEventPublisher implements EventPublisher, AutoCloseable {

    /** The time-outs nest: waiting for metadata, one request, one event with its retries, and then the HTTP answer. */
    private static final Map<String, Object> PRODUCER = Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000L),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_500),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
            Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0L),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * InFlight.MOST_BYTES),
            Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Tracer tracer;
    private final KafkaWatch watch;
    private final InFlight inFlight = new InFlight();
    private final Timer acknowledged;
    private final Timer failed;

    KafkaEventPublisher(KafkaSettings settings, KafkaWatch watch, MeterRegistry metrics, Tracer tracer) {
        this.producer =
                new KafkaProducer<>(settings.with(PRODUCER), new ByteArraySerializer(), new ByteArraySerializer());
        this.watch = watch;
        this.tracer = tracer;
        this.acknowledged = timer("acknowledged", metrics);
        this.failed = timer("failed", metrics);
        Gauge.builder("turnstile.publish.in.flight", inFlight, InFlight::bytes)
                .baseUnit("bytes")
                .description("Handed to Kafka and not acknowledged yet")
                .register(metrics);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told of the end, whichever it is.
    public CompletableFuture<Void> publish(String topic, EventRecord event) {
        boolean isInDoubt = watch.isAway();
        long cost = inFlight.enter(event.recordBytes(), isInDoubt);
        if (cost == 0) {
            return CompletableFuture.failedFuture(
                    new NotPublished(isInDoubt ? Fate.UNREACHABLE : Fate.OVERLOADED, null));
        }
        Sending sending = new Sending(cost);
        try {
            producer.send(
                    new ProducerRecord<>(
                            topic, null, event.key().getBytes(StandardCharsets.UTF_8), event.value(), headers(event)),
                    (metadata, failure) -> sending.end(failure));
        } catch (RuntimeException e) {
            // Thrown rather than called back: interrupted, or closed. Nothing was handed over.
            sending.end(e);
        }
        return sending.outcome;
    }

    private List<Header> headers(EventRecord event) {
        List<Header> headers = trace();
        if (event.headers().isEmpty()) {
            return headers;
        }
        List<Header> all = new ArrayList<>(headers);
        event.headers().forEach((name, value) -> all.add(new RecordHeader(name, value)));
        return all;
    }

    /** So that whoever reads the event goes on with the request's trace. */
    private List<Header> trace() {
        Span span = tracer.currentSpan();
        if (span == null || !Boolean.TRUE.equals(span.context().sampled())) {
            return List.of();
        }
        TraceParent parent =
                new TraceParent(span.context().traceId(), span.context().spanId());
        return List.of(new RecordHeader(TraceParent.HEADER, parent.toHeader()));
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        producer.close(LONGEST_CLOSE);
    }

    private static Timer timer(String outcome, MeterRegistry metrics) {
        return Timer.builder("turnstile.publish")
                .description("From handing an event to Kafka to its acknowledgement")
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(1_000),
                        Duration.ofMillis(2_500))
                .register(metrics);
    }

    /** One event between being handed to the producer and its acknowledgement. */
    private final class Sending {

        private final CompletableFuture<Void> outcome = new CompletableFuture<>();
        private final Thread sender = Thread.currentThread();
        private final Timer.Sample sample = Timer.start();
        private final long cost;

        private Sending(long cost) {
            this.cost = cost;
        }

        private void end(@Nullable Exception failure) {
            inFlight.exit(cost);
            sample.stop(failure == null ? acknowledged : failed);
            if (failure == null) {
                outcome.complete(null);
            } else {
                // The producer fails an event in the caller's own thread only before it has taken it.
                boolean isTaken = Thread.currentThread() != sender;
                outcome.completeExceptionally(new NotPublished(isTaken ? Fate.UNKNOWN : Fate.UNREACHABLE, failure));
            }
        }
    }
}
