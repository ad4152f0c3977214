package dev.turnstile.analytics.windows;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Totals of tumbling windows, in two levels so that a hot key scales:
 *
 * <pre>
 * admitted events → PartialTotals → WindowTotals → results, live
 *                   by user:        by window:
 *                   count, sum,     final, corrected
 *                   distinct users
 * </pre>
 */
public final class WindowedTotals {

    private final String name;
    private final SingleOutputStreamOperator<PartialTotal> partials;
    private final SingleOutputStreamOperator<WindowTotal> totals;

    private WindowedTotals(
            String name,
            SingleOutputStreamOperator<PartialTotal> partials,
            SingleOutputStreamOperator<WindowTotal> totals) {
        this.name = name;
        this.partials = partials;
        this.totals = totals;
    }

    /** How a total becomes the pipeline's own record. */
    public interface ResultFormat extends Serializable {
        /** The key, by which the result is an upsert. */
        String key(WindowTotal total);

        /** The value as JSON. */
        byte[] value(WindowTotal total);
    }

    /**
     * A pipeline of nothing but totals, from its records to the result topics.
     *
     * @param alerts what is to be said of the totals
     */
    public static PipelineStreams build(
            String pipeline,
            DataStream<Arrival> records,
            EventReader<Countable> reader,
            ResultFormat format,
            WindowSettings settings,
            Function<DataStream<WindowTotal>, DataStream<OutgoingRecord>> alerts) {
        AdmittedEvents<Countable> admitted = AdmittedEvents.of(pipeline, records, reader, Countable.TYPE, settings);
        WindowedTotals totals = of(pipeline, admitted.events(), settings);
        return admitted.streams(
                        totals.results(Topics.RESULTS, format),
                        totals.live(Topics.LIVE, format),
                        List.of(totals.countingOperator()))
                .withAlerts(alerts.apply(totals.totals()));
    }

    /**
     * The totals of events that are admitted.
     *
     * @param name begins with the pipeline's name; so do the names of the operators
     */
    public static WindowedTotals of(String name, DataStream<Event<Countable>> events, WindowSettings settings) {
        SingleOutputStreamOperator<PartialTotal> partials = events.keyBy(
                        event -> Shards.keyOf(event.payload.userHash()), Types.INT)
                .transform(
                        name + "-partial-totals", TypeInformation.of(PartialTotal.class), new PartialTotals(settings))
                .uid(name + "-partial-totals");
        SingleOutputStreamOperator<WindowTotal> totals = partials.keyBy(
                        partial -> WindowTotals.keyOf(partial.windowStart(), partial.dimension()), Types.INT)
                .transform(name + "-window-totals", TypeInformation.of(WindowTotal.class), new WindowTotals(settings))
                .uid(name + "-window-totals");
        return new WindowedTotals(name, partials, totals);
    }

    /** Final and corrected totals. */
    public DataStream<OutgoingRecord> results(TopicDefinition topic, ResultFormat format) {
        return records("results", topic, totals, format);
    }

    /** Provisional totals. */
    public DataStream<OutgoingRecord> live(TopicDefinition topic, ResultFormat format) {
        return records("live", topic, totals.getSideOutput(Outputs.LIVE), format);
    }

    /** Final and corrected totals, for what else is made of them. */
    public DataStream<WindowTotal> totals() {
        return totals;
    }

    /** The operator that reports to the ledger what it has counted. */
    public SingleOutputStreamOperator<?> countingOperator() {
        return partials;
    }

    private DataStream<OutgoingRecord> records(
            String kind, TopicDefinition topic, DataStream<WindowTotal> totals, ResultFormat format) {
        return totals.map(
                        total -> OutgoingRecord.of(topic, format.key(total), format.value(total))
                                .tracedBy(total.trace()),
                        OutgoingRecord.TYPE)
                .name(name + "-" + kind)
                .uid(name + "-" + kind);
    }
}
