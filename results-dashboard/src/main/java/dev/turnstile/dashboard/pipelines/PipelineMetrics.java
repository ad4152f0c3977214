package dev.turnstile.dashboard.pipelines;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the pipelines are, as metrics: for alerts, when nobody looks at the page. What is not known is not told. */
@Component
final class PipelineMetrics {

    private final MultiGauge running;
    private final MultiGauge watermarkLag;
    private final MultiGauge ledgerAddsUp;

    PipelineMetrics(MeterRegistry registry) {
        running = MultiGauge.builder("dashboard.pipeline.running")
                .description("1 if Flink runs the pipeline's job, otherwise 0")
                .register(registry);
        watermarkLag = MultiGauge.builder("dashboard.pipeline.watermark.lag")
                .description("How far the pipeline's event time is behind the clock")
                .baseUnit("seconds")
                .register(registry);
        ledgerAddsUp = MultiGauge.builder("dashboard.pipeline.ledger.adds.up")
                .description("1 if every minute of the ledger accounts for all that was read, otherwise 0")
                .register(registry);
    }

    /** Instead of what was told before. */
    void tell(List<PipelineStatus> pipelines) {
        tell(running, pipelines, status -> status.isRunning() ? 1 : 0);
        tell(watermarkLag, pipelines, PipelineStatus::watermarkLagSeconds);
        tell(ledgerAddsUp, pipelines, status -> status.addsUp() ? 1 : 0);
    }

    private static void tell(
            MultiGauge gauge, List<PipelineStatus> pipelines, Function<PipelineStatus, @Nullable Number> figure) {
        gauge.register(
                pipelines.stream()
                        .flatMap(status -> {
                            Number value = figure.apply(status);
                            return value == null
                                    ? Stream.of()
                                    : Stream.of(Row.of(Tags.of("pipeline", status.name()), value));
                        })
                        .toList(),
                true);
    }
}
