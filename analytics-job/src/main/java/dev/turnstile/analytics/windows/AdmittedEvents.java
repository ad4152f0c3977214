package dev.turnstile.analytics.windows;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every pipeline begins and ends with:
 *
 * <pre>
 * records → Intake → Admission → (the pipeline's own operators) → results
 *           reads,   by id:        │ extend HoldingOperator and
 *           rejects  duplicate,    │ report what they have counted
 *             │      too late      │
 *             └────────┴───────────┴→ Ledger
 * </pre>
 *
 * @param <P> what the pipeline needs of an event
 */
public final class AdmittedEvents<P> {

    /** Of the state that has notes. What was kept without cannot be read, and Flink says so instead of forgetting ids. */
    private static final String NOTES = "-2";

    private final String pipeline;
    private final SingleOutputStreamOperator<Event<P>> read;
    private final SingleOutputStreamOperator<Event<P>> admitted;

    private AdmittedEvents(
            String pipeline, SingleOutputStreamOperator<Event<P>> read, SingleOutputStreamOperator<Event<P>> admitted) {
        this.pipeline = pipeline;
        this.read = read;
        this.admitted = admitted;
    }

    /**
     * Reads and admits. Names of operators and of their state begin with the pipeline's.
     *
     * @param records in each partition's order
     * @param payload how {@code P} is written between tasks; a record of simple types needs nothing special
     */
    public static <P> AdmittedEvents<P> of(
            String pipeline,
            DataStream<Arrival> records,
            EventReader<P> reader,
            TypeInformation<P> payload,
            WindowSettings settings) {
        return of(pipeline, records, reader, payload, settings, new Admission<>(settings, false), "");
    }

    /**
     * The same, of events that say what is in them: an id that comes again with other contents is told apart.
     *
     * @param cancellable what can be undone; null if nothing
     */
    public static AdmittedEvents<Countable> ofCountable(
            String pipeline,
            DataStream<Arrival> records,
            EventReader<Countable> reader,
            WindowSettings settings,
            @Nullable Cancellable cancellable) {
        return of(
                pipeline,
                records,
                reader,
                Countable.TYPE,
                settings,
                cancellable == null ? new Admission<>(settings, true) : new CancellingAdmission(settings, cancellable),
                NOTES);
    }

    private static <P> AdmittedEvents<P> of(
            String pipeline,
            DataStream<Arrival> records,
            EventReader<P> reader,
            TypeInformation<P> payload,
            WindowSettings settings,
            Admission<P> admission,
            String form) {
        EventType<P> type = new EventType<>(payload);
        SingleOutputStreamOperator<Event<P>> read = records.transform(
                        pipeline + "-intake", type, new Intake<>(reader, settings))
                .uid(pipeline + "-intake")
                .setParallelism(records.getParallelism());
        SingleOutputStreamOperator<Event<P>> admitted = read.keyBy(event -> Shards.keyOf(event.idHash), Types.INT)
                .transform(pipeline + "-admission", type, admission)
                .uid(pipeline + "-admission" + form);
        return new AdmittedEvents<>(pipeline, read, admitted);
    }

    /** In time, and none twice. Nothing may change one, or keep it for long: it is shared by all who read it. */
    public DataStream<Event<P>> events() {
        return admitted;
    }

    /**
     * The pipeline's outputs, with everything that was set aside, and the ledger.
     *
     * @param results to be written exactly once
     * @param live provisional results
     * @param counting the operators that report what they have counted, {@link HoldingOperator#counted}
     */
    public PipelineStreams streams(
            DataStream<OutgoingRecord> results,
            DataStream<OutgoingRecord> live,
            List<? extends SingleOutputStreamOperator<?>> counting) {
        SingleOutputStreamOperator<LedgerEntry> ledger = reports(counting)
                .keyBy(delta -> Ledger.keyOf(delta.minute()), Types.INT)
                .transform(pipeline + "-ledger", TypeInformation.of(LedgerEntry.class), new Ledger(pipeline))
                .uid(pipeline + "-ledger");
        return new PipelineStreams(
                results,
                live,
                setAside("late", Topics.LATE_EVENTS, admitted.getSideOutput(Outputs.LATE)),
                setAside(
                        "rejected",
                        Topics.REJECTED_EVENTS,
                        read.getSideOutput(Outputs.REJECTED).union(admitted.getSideOutput(Outputs.REJECTED))),
                named(
                        "ledger-records",
                        ledger.map(
                                entry -> OutgoingRecord.of(Topics.LEDGER, entry.key(), entry.toJson()),
                                OutgoingRecord.TYPE)),
                named(
                        "alert-records",
                        ledger.getSideOutput(Ledger.ALERTS)
                                .map(
                                        alert -> OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson()),
                                        OutgoingRecord.TYPE)),
                List.of());
    }

    private DataStream<LedgerDelta> reports(List<? extends SingleOutputStreamOperator<?>> counting) {
        DataStream<LedgerDelta> reports =
                read.getSideOutput(Outputs.LEDGER).union(admitted.getSideOutput(Outputs.LEDGER));
        for (SingleOutputStreamOperator<?> operator : counting) {
            reports = reports.union(operator.getSideOutput(Outputs.LEDGER));
        }
        return reports;
    }

    private DataStream<OutgoingRecord> setAside(String kind, TopicDefinition topic, DataStream<SetAside> records) {
        String name = pipeline;
        return named(
                kind,
                records.map(
                        record -> new OutgoingRecord(topic.name(), record.key(), record.value(), headers(name, record)),
                        OutgoingRecord.TYPE));
    }

    private DataStream<OutgoingRecord> named(String name, SingleOutputStreamOperator<OutgoingRecord> stream) {
        return stream.name(pipeline + "-" + name).uid(pipeline + "-" + name);
    }

    private static Map<String, String> headers(String pipeline, SetAside record) {
        Map<String, String> headers = new TreeMap<>();
        // Its own first: where one has a name of ours, ours stands.
        record.headers().forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.UTF_8)));
        headers.put(SetAsideHeaders.PIPELINE, pipeline);
        headers.put(SetAsideHeaders.SOURCE_TOPIC, record.topic());
        headers.put(SetAsideHeaders.SOURCE_PARTITION, Integer.toString(record.partition()));
        headers.put(SetAsideHeaders.SOURCE_OFFSET, Long.toString(record.offset()));
        headers.put(SetAsideHeaders.REASON, record.reason());
        headers.put(SetAsideHeaders.DETAIL, record.detail());
        return headers;
    }
}
