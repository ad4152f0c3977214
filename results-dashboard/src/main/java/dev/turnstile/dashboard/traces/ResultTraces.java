package dev.turnstile.dashboard.traces;

import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.events.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Ends the trace of a sampled request with a span for the first result that counts its event: from when the broker had
 * the result until everybody who looks is shown it. Whether a request is sampled was decided where it came in; without a
 * collector nothing is made here.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">The names of the attributes</a>
 */
@Component
public final class ResultTraces implements AutoCloseable {

    private static final String SPAN = "result shown";
    private static final String PATH = "/v1/traces";

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    ResultTraces(Settings settings) {
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), "results-dashboard"))))
                .setSampler(Sampler.parentBased(Sampler.alwaysOff()));
        settings.traceCollector().ifPresent(collector -> builder.addSpanProcessor(exportTo(collector)));
        provider = builder.build();
        tracer = provider.get("dev.turnstile");
    }

    private static BatchSpanProcessor exportTo(URI collector) {
        return BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(collector + PATH)
                        .build())
                .build();
    }

    /**
     * A result has just become visible.
     *
     * @param event what it counts
     * @param writtenAt when the broker had it, epoch milliseconds
     */
    public void shown(TraceParent event, String topic, String key, long writtenAt) {
        SpanContext parent = SpanContext.createFromRemoteParent(
                event.traceId(), event.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
        tracer.spanBuilder(SPAN)
                .setParent(Context.root().with(Span.wrap(parent)))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(writtenAt, TimeUnit.MILLISECONDS)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.kafka.message.key", key)
                .startSpan()
                .end();
    }

    /** Sends what is left. */
    @Override
    public void close() {
        provider.close();
    }
}
