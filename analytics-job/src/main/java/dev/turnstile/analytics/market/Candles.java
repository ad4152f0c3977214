package dev.turnstile.analytics.market;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.HoldingOperator;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CandleResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Makes candles of ticks. Keyed by symbol. Final and corrected candles are the main output; live ones, alerts and latest
 * prices are on the side.
 */
final class Candles extends HoldingOperator<Event<Tick>, OutgoingRecord> {

    static final OutputTag<OutgoingRecord> LIVE = new OutputTag<>("live-candles", OutgoingRecord.TYPE);
    static final OutputTag<OutgoingRecord> ALERTS = new OutputTag<>("price-alerts", OutgoingRecord.TYPE);
    static final OutputTag<Tick> LATEST = new OutputTag<>("latest-prices", TypeInformation.of(Tick.class));

    /** A symbol that has had no tick for so long is forgotten: as long as the inputs are kept. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final MapStateDescriptor<String, Instrument.Saved> INSTRUMENTS =
            new MapStateDescriptor<>("instruments", Types.STRING, TypeInformation.of(Instrument.Saved.class));

    private final long latenessMillis;
    private final double alertLimit;

    private transient MapState<String, Instrument.Saved> state;
    private transient Map<String, Instrument> instruments;
    private transient Set<String> forgotten;

    /** @param alertLimit the z-score beyond which a return is unusual */
    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Candles(WindowSettings settings, double alertLimit) {
        super(settings.liveInterval().toMillis());
        this.latenessMillis = settings.lateness().toMillis();
        this.alertLimit = alertLimit;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        instruments = new HashMap<>();
        forgotten = new HashSet<>();
        state = context.getKeyedStateStore().getMapState(INSTRUMENTS);
        if (context.isRestored()) {
            for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
                setCurrentKey(Shards.keyOfShard(shard));
                for (Map.Entry<String, Instrument.Saved> saved : state.entries()) {
                    instrument(saved.getKey()).restore(saved.getValue());
                }
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (String symbol : forgotten) {
            setCurrentKey(Shards.keyOf(symbol));
            state.remove(symbol);
        }
        forgotten.clear();
        for (Map.Entry<String, Instrument> instrument : instruments.entrySet()) {
            if (instrument.getValue().isUnsaved) {
                instrument.getValue().isUnsaved = false;
                setCurrentKey(Shards.keyOf(instrument.getKey()));
                state.put(instrument.getKey(), instrument.getValue().saved());
            }
        }
    }

    @Override
    public void processElement(StreamRecord<Event<Tick>> element) {
        Event<Tick> event = element.getValue();
        instrument(event.payload().symbol()).add(event.payload());
        counted(event);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long reached = mark.getTimestamp();
        for (Instrument instrument : instruments.values()) {
            // By the old watermark: what came after it has moved on must be corrected before it is forgotten.
            instrument.publishCorrections(watermark(), now(), this::result);
            instrument.publishFinal(reached, now(), this::result, this::alert);
            instrument.forget(reached);
        }
        forgetSilent(reached);
        super.processWatermark(mark);
    }

    @Override
    protected void release() {
        for (Instrument instrument : instruments.values()) {
            instrument.publishCorrections(watermark(), now(), this::result);
            instrument.publishLive(watermark(), now(), this::live);
            instrument.publishLatest(latest -> output.collect(LATEST, new StreamRecord<>(latest)));
        }
    }

    private void forgetSilent(long watermark) {
        if (watermark < Long.MAX_VALUE / 2 && watermark > Long.MIN_VALUE / 2) {
            instruments.entrySet().removeIf(instrument -> {
                boolean isOver = instrument.getValue().isSilentSince(watermark - KEPT.toMillis());
                return isOver && forgotten.add(instrument.getKey());
            });
        }
    }

    private Instrument instrument(String symbol) {
        return instruments.computeIfAbsent(symbol, ignored -> {
            forgotten.remove(symbol);
            return new Instrument(symbol, latenessMillis, alertLimit);
        });
    }

    private void result(CandleResult candle) {
        output.collect(new StreamRecord<>(OutgoingRecord.of(Topics.CRYPTO_CANDLES, candle.symbol(), candle.toJson())));
    }

    private void live(CandleResult candle) {
        output.collect(LIVE, new StreamRecord<>(OutgoingRecord.of(Topics.LIVE, candle.key(), candle.toJson())));
    }

    private void alert(Alert alert) {
        output.collect(ALERTS, new StreamRecord<>(OutgoingRecord.of(Topics.ALERTS, alert.alertId(), alert.toJson())));
    }
}
