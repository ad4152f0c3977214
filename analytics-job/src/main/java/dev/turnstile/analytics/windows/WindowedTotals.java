package dev.turnstile.analytics.windows;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.LedgerEntry;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph that pipelines of windowed totals share:
 *
 * <pre>
 * records → Intake → Admission → PartialTotals → WindowTotals → results, live
 *           reads,   by id:      by user:        by window:
 *           rejects  duplicate,  count, sum,     final, corrected
 *                    too late    distinct users
 * </pre>
 *
 * Everything that an event can become on this way is reported to the {@link Ledger}.
 */
public final class WindowedTotals {

    private WindowedTotals() {}

    /** How a total becomes the pipeline's own record. */
    public interface ResultFormat extends Serializable {
        /** The key, by which the result is an upsert. */
        String key(WindowTotal total);

        /** The value as JSON. */
        byte[] value(WindowTotal total);
    }

    /**
     * Builds the graph. Names of operators and of their state begin with the pipeline's.
     *
     * @param records in each partition's order
     */
    public static PipelineStreams build(
            String pipeline,
            DataStream<Arrival> records,
            EventReader reader,
            ResultFormat format,
            WindowSettings settings) {
        SingleOutputStreamOperator<Countable> events = records.transform(
                        pipeline + "-intake", CountableType.INSTANCE, new Intake(reader, settings))
                .uid(pipeline + "-intake")
                .setParallelism(records.getParallelism());

        SingleOutputStreamOperator<Countable> admitted = events.keyBy(event -> Shards.keyOf(event.idHash), Types.INT)
                .transform(pipeline + "-admission", CountableType.INSTANCE, new Admission(settings))
                .uid(pipeline + "-admission");

        SingleOutputStreamOperator<PartialTotal> partials = admitted.keyBy(
                        event -> Shards.keyOf(event.userHash), Types.INT)
                .transform(
                        pipeline + "-partial-totals",
                        TypeInformation.of(PartialTotal.class),
                        new PartialTotals(settings))
                .uid(pipeline + "-partial-totals");

        SingleOutputStreamOperator<WindowTotal> totals = partials.keyBy(
                        partial -> WindowTotals.keyOf(partial.windowStart(), partial.dimension()), Types.INT)
                .transform(
                        pipeline + "-window-totals", TypeInformation.of(WindowTotal.class), new WindowTotals(settings))
                .uid(pipeline + "-window-totals");

        SingleOutputStreamOperator<LedgerEntry> ledger = events.getSideOutput(Outputs.LEDGER)
                .union(admitted.getSideOutput(Outputs.LEDGER), partials.getSideOutput(Outputs.LEDGER))
                .keyBy(delta -> Ledger.keyOf(delta.minute()), Types.INT)
                .transform(pipeline + "-ledger", TypeInformation.of(LedgerEntry.class), new Ledger(pipeline))
                .uid(pipeline + "-ledger");

        return new PipelineStreams(
                resultsTo(Topics.RESULTS.name(), pipeline + "-results", totals, format),
                resultsTo(Topics.LIVE.name(), pipeline + "-live", totals.getSideOutput(Outputs.LIVE), format),
                setAsideTo(Topics.LATE_EVENTS.name(), pipeline, "late", admitted.getSideOutput(Outputs.LATE)),
                setAsideTo(Topics.REJECTED_EVENTS.name(), pipeline, "rejected", events.getSideOutput(Outputs.REJECTED)),
                named(
                        pipeline + "-ledger-records",
                        ledger.map(entry -> record(Topics.LEDGER.name(), entry.key(), entry.toJson()), OUTGOING)),
                named(
                        pipeline + "-alert-records",
                        ledger.getSideOutput(Ledger.ALERTS).map(WindowedTotals::alertRecord, OUTGOING)));
    }

    private static final TypeInformation<OutgoingRecord> OUTGOING = TypeInformation.of(OutgoingRecord.class);

    private static DataStream<OutgoingRecord> resultsTo(
            String topic, String name, DataStream<WindowTotal> totals, ResultFormat format) {
        return named(name, totals.map(total -> record(topic, format.key(total), format.value(total)), OUTGOING));
    }

    private static DataStream<OutgoingRecord> setAsideTo(
            String topic, String pipeline, String kind, DataStream<SetAside> records) {
        return named(
                pipeline + "-" + kind,
                records.map(
                        record -> new OutgoingRecord(topic, record.key(), record.value(), headers(pipeline, record)),
                        OUTGOING));
    }

    private static Map<String, String> headers(String pipeline, SetAside record) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(SetAsideHeaders.PIPELINE, pipeline);
        headers.put(SetAsideHeaders.SOURCE_TOPIC, record.topic());
        headers.put(SetAsideHeaders.SOURCE_PARTITION, Integer.toString(record.partition()));
        headers.put(SetAsideHeaders.SOURCE_OFFSET, Long.toString(record.offset()));
        headers.put(SetAsideHeaders.REASON, record.reason());
        headers.put(SetAsideHeaders.DETAIL, record.detail());
        return headers;
    }

    private static OutgoingRecord alertRecord(Alert alert) {
        return record(Topics.ALERTS.name(), alert.alertId(), alert.toJson());
    }

    private static OutgoingRecord record(String topic, String key, byte[] value) {
        return new OutgoingRecord(topic, key.getBytes(StandardCharsets.UTF_8), value, Map.of());
    }

    private static DataStream<OutgoingRecord> named(String name, SingleOutputStreamOperator<OutgoingRecord> stream) {
        return stream.name(name).uid(name);
    }
}
