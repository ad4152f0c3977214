package dev.turnstile.analytics.windows;

import dev.turnstile.events.TopicDefinition;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Totals of windows, in two levels so that a hot key scales:
 *
 * <pre>
 * admitted events → PartialTotals → WindowTotals → results, live
 *                   by value:       by key:
 *                   add up,         roll up,
 *                   distinct        final, corrected
 * </pre>
 */
public final class WindowedTotals {

    /** Of their state. What version 0.1 has left cannot be read, and Flink says so instead of counting on from nothing. */
    private static final String FORM = "-2";

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

        /** The name of the topic that it goes to, if not the usual one. */
        default String topic(WindowTotal total, String usual) {
            return usual;
        }
    }

    /**
     * The totals of events that are admitted.
     *
     * @param name begins with the pipeline's name; so do the names of the operators
     */
    public static WindowedTotals of(
            String name, DataStream<Event<Countable>> events, Layout layout, WindowSettings settings) {
        SingleOutputStreamOperator<PartialTotal> partials = spread(name, events, layout)
                .keyBy(event -> Shards.keyOf(event.payload.spread(event.idHash)), Types.INT)
                .transform(
                        name + "-partial-totals",
                        TypeInformation.of(PartialTotal.class),
                        new PartialTotals(layout, settings))
                .uid(name + "-partial-totals" + FORM);
        SingleOutputStreamOperator<WindowTotal> totals = partials.keyBy(
                        partial -> WindowTotals.keyOf(partial.key()), Types.INT)
                .transform(
                        name + "-window-totals",
                        TypeInformation.of(WindowTotal.class),
                        new WindowTotals(layout, settings))
                .uid(name + "-window-totals" + FORM);
        return new WindowedTotals(name, partials, totals);
    }

    /** Each distinct value to the task that knows it: the first one with the event, the others on their own. */
    private static DataStream<Event<Countable>> spread(
            String name, DataStream<Event<Countable>> events, Layout layout) {
        if (layout.indexesOf(Layout.Kind.DISTINCT).length < 2) {
            return events;
        }
        return events.flatMap(
                        (event, out) -> {
                            Countable countable = event.payload;
                            boolean isFirst = true;
                            for (int n = 0; n < countable.values.length; n++) {
                                if (countable.values[n] != null) {
                                    if (!isFirst) {
                                        out.collect(event.with(countable.only(n)));
                                    }
                                    isFirst = false;
                                }
                            }
                            out.collect(event.with(countable.withFirstValueOnly()));
                        },
                        Event.type(Countable.TYPE))
                .name(name + "-spread")
                .uid(name + "-spread");
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
                        total -> OutgoingRecord.of(
                                        format.topic(total, topic.name()), format.key(total), format.value(total))
                                .tracedBy(total.trace()),
                        OutgoingRecord.TYPE)
                .name(name + "-" + kind)
                .uid(name + "-" + kind);
    }
}
