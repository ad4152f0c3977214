package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.alerts.TrafficAlerts;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.definitions.Definition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.Status;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

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
                .withLateness(definition.correctedFor())
                .withDedupHorizon(known(definition, defaults));
        AdmittedEvents<Countable> admitted = AdmittedEvents.ofCountable(
                name, records, new DefinedReader(definition, plan), windows, plan.cancellable());
        WindowedTotals totals = WindowedTotals.of(name, admitted.events(), plan.parts(), windows);
        ResultJson format = new ResultJson(definition, plan);
        PipelineStreams streams = admitted.streams(
                totals.results(Topics.RESULTS, format),
                totals.live(Topics.LIVE, format),
                List.of(totals.countingOperator()));
        for (Definition.AlertRule rule : definition.alerts()) {
            streams = streams.withAlerts(
                    rule.traffic() == null
                            ? conditionAlerts(definition, rule, totals.totals(), format)
                            : TrafficAlerts.of(name, totals.totals(), plan.part(rule.traffic()), windows, settings));
        }
        return streams;
    }

    /** For how long ids are known: as long as what has them can be undone. */
    private static Duration known(Definition definition, WindowSettings defaults) {
        Definition.Cancellations cancellations = definition.cancellations();
        Duration within = cancellations == null ? null : cancellations.within();
        return within == null || within.compareTo(defaults.dedupHorizon()) < 0 ? defaults.dedupHorizon() : within;
    }

    private static DataStream<OutgoingRecord> conditionAlerts(
            Definition definition, Definition.AlertRule rule, DataStream<WindowTotal> totals, ResultJson format) {
        String name = definition.pipeline() + "-alert-" + rule.name();
        return named(
                name + "-records",
                named(
                                name,
                                named(
                                                name + "-windows",
                                                totals.filter(
                                                        total -> total.isLive() && total.status() == Status.FINAL))
                                        .keyBy(WindowTotal::key, Types.STRING)
                                        .process(
                                                new ConditionWatch(definition, rule, format),
                                                TypeInformation.of(Alert.class)))
                        .map(
                                alert -> OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson()),
                                OutgoingRecord.TYPE));
    }

    private static <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(name).uid(name);
    }
}
