package dev.turnstile.analytics.market;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.analytics.windows.StoreOutput;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.Reading;
import dev.turnstile.events.market.PriceTick;
import dev.turnstile.events.results.CandleResult;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Price ticks to candles:
 *
 * <pre>
 * admitted ticks → Candles → candles        → crypto-candles, PostgreSQL
 *       │          by symbol → live candles → analytics-live
 *       │                    → alerts       → analytics-alerts, PostgreSQL
 *       │                    → latest price → Redis
 *       └──────────────────────────────────→ PostgreSQL
 * </pre>
 */
public final class MarketPipeline {

    private static final String NAME = CandleResult.PIPELINE;
    private static final double ALERT_SCORE = 3;

    private MarketPipeline() {}

    public static PipelineStreams build(DataStream<Arrival> prices, WindowSettings windows, Environment settings) {
        AdmittedEvents<Tick> admitted =
                AdmittedEvents.of(NAME, prices, MarketPipeline::read, TypeInformation.of(Tick.class), windows);
        double alertScore = settings.parsed("PRICE_ALERT_SCORE", ALERT_SCORE, "3", MarketPipeline::positive);
        SingleOutputStreamOperator<OutgoingRecord> candles = admitted.events()
                .keyBy(event -> Shards.keyOf(event.payload().symbol()), Types.INT)
                .transform(NAME + "-candles", OutgoingRecord.TYPE, new Candles(windows, alertScore))
                .uid(NAME + "-candles");
        DataStream<OutgoingRecord> alerts = candles.getSideOutput(Candles.ALERTS);
        DataStream<Row> rows = rows("candle", candles, Row::ofCandle)
                .union(rows("alert", alerts, Row::ofAlert), rows("tick", admitted.events(), Row::ofTick));
        return admitted.streams(candles, candles.getSideOutput(Candles.LIVE), List.of(candles))
                .withAlerts(alerts)
                .withStore(new StoreOutput<>(NAME + "-postgresql", rows, MarketPipeline::attachPostgresql))
                .withStore(new StoreOutput<>(
                        NAME + "-redis", candles.getSideOutput(Candles.LATEST), MarketPipeline::attachRedis));
    }

    /** The tables are brought up to date by whoever submits the job, before any task of it runs. */
    private static void attachPostgresql(String name, DataStream<Row> rows, Environment settings) {
        String url = MarketDatabase.url(settings);
        MarketDatabase.migrate(url);
        rows.sinkTo(new PostgresSink(url)).name(name).uid(name);
    }

    private static void attachRedis(String name, DataStream<Tick> latest, Environment settings) {
        latest.sinkTo(new RedisSink(RedisSink.url(settings))).name(name).uid(name);
    }

    private static <T> DataStream<Row> rows(String kind, DataStream<T> stream, MapFunction<T, Row> toRow) {
        String name = NAME + "-" + kind + "-rows";
        return stream.map(toRow, TypeInformation.of(Row.class)).name(name).uid(name);
    }

    private static Reading<Event<Tick>> read(Arrival record, long now) {
        return PriceTick.read(record.value(), Instant.ofEpochMilli(now))
                .map(tick -> Event.of(
                        tick.tickId() == null ? null : tick.symbol() + "|" + tick.tickId(),
                        tick.symbol(),
                        tick.timestamp().toEpochMilli(),
                        Tick.of(tick, record.topic() + "-" + record.partition() + "-" + record.offset())));
    }

    private static double positive(String text) {
        double number = Double.parseDouble(text);
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }
}
