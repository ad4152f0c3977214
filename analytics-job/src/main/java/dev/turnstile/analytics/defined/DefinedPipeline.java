package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.alerts.TrafficAlerts;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.definitions.Definition;
import dev.turnstile.events.Topics;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A pipeline that is a file:
 *
 * <pre>
 * records → DefinedReader → admitted → WindowedTotals → ResultJson → results, live
 *           reads, keys,                  │
 *           amounts                       └ alerts
 * </pre>
 */
public final class DefinedPipeline {

    private DefinedPipeline() {}

    /** The graph from the records to the result topics. */
    public static PipelineStreams build(
            Definition definition, DataStream<Arrival> records, WindowSettings defaults, Environment settings) {
        String name = definition.pipeline();
        Plan plan = Plan.of(definition);
        WindowSettings windows = defaults.withWindows(definition.windows())
                .withOutOfOrderness(definition.outOfOrder())
                .withLateness(definition.correctedFor());
        AdmittedEvents<Countable> admitted =
                AdmittedEvents.of(name, records, new DefinedReader(definition, plan), Countable.TYPE, windows);
        WindowedTotals totals = WindowedTotals.of(name, admitted.events(), plan.parts(), windows);
        ResultJson format = new ResultJson(definition, plan);
        PipelineStreams streams = admitted.streams(
                totals.results(Topics.RESULTS, format),
                totals.live(Topics.LIVE, format),
                List.of(totals.countingOperator()));
        for (Definition.AlertRule rule : definition.alerts()) {
            if (rule.traffic() != null) {
                streams = streams.withAlerts(
                        TrafficAlerts.of(name, totals.totals(), plan.part(rule.traffic()), windows, settings));
            }
        }
        return streams;
    }
}
