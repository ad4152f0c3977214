package dev.turnstile.analytics.market;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.market.PriceTick;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Ticks on one day, and the operator in Flink's harness. */
final class Fixture {

    static final WindowSettings SETTINGS = WindowSettings.DEFAULTS;

    private Fixture() {}

    /** A time of day on 24 November 2025, epoch milliseconds. */
    static long at(String time) {
        return Instant.parse("2025-11-24T" + time + "Z").toEpochMilli();
    }

    static Tick tick(String id, String price, String volume, String time) {
        return tick("BTC", id, price, volume, at(time));
    }

    static Tick tick(String symbol, String id, String price, String volume, long time) {
        return Tick.of(
                new PriceTick(
                        symbol, new BigDecimal(price), new BigDecimal(volume), id, "test", Instant.ofEpochMilli(time)),
                "crypto-prices-0-" + id);
    }

    static final class Harness extends KeyedOneInputStreamOperatorTestHarness<Integer, Event<Tick>, OutgoingRecord> {

        Harness() throws Exception {
            super(
                    new Candles(SETTINGS, 3),
                    event -> Shards.keyOf(event.payload().symbol()),
                    Types.INT,
                    FlinkDefaults.MAX_PARALLELISM,
                    1,
                    0);
            getStreamConfig()
                    .setupNetworkInputs(
                            Event.type(TypeInformation.of(Tick.class)).createSerializer(new SerializerConfigImpl()));
            getStreamConfig().serializeAllConfigs();
        }

        void send(Tick tick) throws Exception {
            processElement(Event.of(tick.recordId(), tick.symbol(), tick.time(), tick), tick.time());
        }

        /** What is held back goes out. */
        void tickOfTheClock() throws Exception {
            setProcessingTime(getProcessingTime() + SETTINGS.liveInterval().toMillis());
        }

        /** Takes the final and corrected candles that have come out. */
        List<String> taken() {
            List<String> values = new ArrayList<>();
            extractOutputValues().forEach(record -> values.add(text(record)));
            getOutput().clear();
            return values;
        }

        List<String> side(OutputTag<OutgoingRecord> tag) {
            return sideValues(tag).stream().map(Fixture::text).toList();
        }

        <S> List<S> sideValues(OutputTag<S> tag) {
            var records = getSideOutput(tag);
            return records == null
                    ? List.of()
                    : records.stream().map(StreamRecord::getValue).toList();
        }

        /** A checkpoint as Flink takes it: what is held back goes out before the barrier. */
        OperatorSubtaskState checkpoint(long id) throws Exception {
            prepareSnapshotPreBarrier(id);
            return snapshot(id, id);
        }
    }

    private static String text(OutgoingRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
