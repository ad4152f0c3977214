package dev.turnstile.analytics.windows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Events on one day, and operators in Flink's harness. */
final class Fixture {

    static final WindowSettings SETTINGS = WindowSettings.DEFAULTS.withDedupHorizon(Duration.ofHours(1));

    /** How many, how much, and how many users. */
    static final Layout LAYOUT = Layout.of(
            new Layout.Part("events", Layout.Kind.SUM),
            new Layout.Part("amount", Layout.Kind.SUM),
            new Layout.Part("users", Layout.Kind.DISTINCT));

    static final int EVENTS = 0;
    static final int AMOUNT = 1;
    static final int USERS = 2;

    private static final TypeSerializer<Event<Countable>> SERIALIZER =
            Event.type(Countable.TYPE).createSerializer(new SerializerConfigImpl());

    private Fixture() {}

    /** A time of day on 24 November 2025, epoch milliseconds. */
    static long at(String time) {
        return Instant.parse("2025-11-24T" + time + "Z").toEpochMilli();
    }

    static Event<Countable> order(String id, String user, long cents, String time) {
        Event<Countable> event =
                Countable.of("", new long[] {1, cents, 0}, user).as(id, at(time));
        event.arrivedAt = at(time);
        return event;
    }

    static Event<Countable> booking(String id, String user, String show, long tickets, String time) {
        Event<Countable> event =
                Countable.of(show, new long[] {1, tickets, 0}, user).as(id, at(time));
        event.arrivedAt = at(time);
        return event;
    }

    /** A minute's share of the live window. */
    static PartialTotal partial(String window, long events, long amount, long users) {
        return new PartialTotal(0, at(window), "", new long[] {events, amount, users}, new byte[0][], null);
    }

    static Event<Countable> with(Event<Countable> event, Arrival original) {
        event.original = original;
        return event;
    }

    static Arrival record(long offset, String time) {
        return Arrival.ofRecord("orders", 0, offset, at(time), null, new byte[] {'{', '}'});
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, Event<Countable>> admission()
            throws Exception {
        return harness(new Admission<>(SETTINGS, true), event -> Shards.keyOf(event.idHash), SERIALIZER);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, Event<Countable>> admission(
            Cancellable cancellable) throws Exception {
        return harness(new CancellingAdmission(SETTINGS, cancellable), event -> Shards.keyOf(event.idHash), SERIALIZER);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, PartialTotal> partialTotals()
            throws Exception {
        return partialTotals(LAYOUT, SETTINGS);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, Event<Countable>, PartialTotal> partialTotals(
            Layout layout, WindowSettings settings) throws Exception {
        return harness(
                new PartialTotals(layout, settings),
                event -> Shards.keyOf(event.payload().spread(event.idHash)),
                SERIALIZER);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, PartialTotal, WindowTotal> windowTotals() throws Exception {
        return windowTotals(LAYOUT, SETTINGS);
    }

    static KeyedOneInputStreamOperatorTestHarness<Integer, PartialTotal, WindowTotal> windowTotals(
            Layout layout, WindowSettings settings) throws Exception {
        return harness(new WindowTotals(layout, settings), partial -> WindowTotals.keyOf(partial.key()), null);
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<Integer, I, O> harness(
            OneInputStreamOperator<I, O> operator, KeySelector<I, Integer> key, TypeSerializer<I> serializer)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Integer, I, O> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(operator, key, Types.INT, Shards.COUNT, 1, 0);
        if (serializer != null) {
            harness.getStreamConfig().setupNetworkInputs(serializer);
            harness.getStreamConfig().serializeAllConfigs();
        }
        return harness;
    }

    /** Takes what has come out on the main output, without watermarks. */
    static <O> List<O> taken(KeyedOneInputStreamOperatorTestHarness<?, ?, O> harness) {
        List<O> values = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return values;
    }

    /** What has come out on a side output. */
    static <S> List<S> side(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, OutputTag<S> tag) {
        var records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    /** A checkpoint as Flink takes it: what is held back goes out before the barrier. */
    static OperatorSubtaskState checkpoint(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness, long id)
            throws Exception {
        harness.prepareSnapshotPreBarrier(id);
        return harness.snapshot(id, id);
    }
}
