package dev.turnstile.analytics.alerts;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.Status;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Alerts about the traffic of a whole pipeline: a spike, a drop, silence. */
public final class TrafficAlerts {

    /** What the alerts are about: everything that the pipeline counts, whatever else it tells apart. */
    private static final String ALL = "all";

    private TrafficAlerts() {}

    /**
     * The alerts, as records for their topic. A window is judged once, by what was final: a correction neither sets an
     * alert off nor takes one back.
     *
     * @param totals of all keys; those of the live window are added up
     * @param part which of their amounts is the traffic
     * @param settings the rules, see {@link AlertRules}
     */
    public static DataStream<OutgoingRecord> of(
            String pipeline, DataStream<WindowTotal> totals, int part, WindowSettings windows, Environment settings) {
        AlertRules rules = AlertRules.in(settings);
        SingleOutputStreamOperator<WindowEvents> events = totals.flatMap(
                (total, out) -> {
                    if (total.isLive() && total.status() == Status.FINAL) {
                        out.collect(new WindowEvents(ALL, total.windowStart(), total.amounts()[part]));
                    }
                },
                TypeInformation.of(WindowEvents.class));
        return named(
                pipeline + "-traffic-alert-records",
                named(
                                pipeline + "-traffic-watch",
                                named(pipeline + "-final-events", events)
                                        .keyBy(WindowEvents::watched, Types.STRING)
                                        .process(
                                                new TrafficWatch(pipeline, rules, windows.size()),
                                                TypeInformation.of(Alert.class)))
                        .map(
                                alert -> OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson()),
                                OutgoingRecord.TYPE));
    }

    private static <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(name).uid(name);
    }
}
