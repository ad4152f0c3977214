package dev.turnstile.analytics.market;

import static dev.turnstile.analytics.market.Fixture.at;
import static dev.turnstile.analytics.market.Fixture.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.market.Fixture.Harness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class CandlesTest {

    private static final Pattern CANDLE = Pattern.compile(
            "\"interval\":\"(\\d)m\",\"window_start\":\"([^\"]+)\".*?(\"open\".*\"trend\":\"\\w+\"),\"status\":\"(\\w+)\","
                    + "\"revision\":(\\d+)");

    @Test
    void open_and_close_are_by_event_time_and_not_by_arrival() throws Exception {
        try (Harness candles = new Harness()) {
            candles.open();
            candles.send(tick("3", "103.00", "0.5", "10:50:40"));
            candles.send(tick("1", "101.00", "1", "10:50:05"));
            candles.send(tick("4", "102.00", "0.25", "10:50:59.999"));
            candles.send(tick("2", "99.5", "2", "10:50:20"));
            candles.processWatermark(at("10:51:00") - 1);
            assertThat(candles.taken())
                    .singleElement()
                    .asString()
                    .contains("\"symbol\":\"BTC\",\"interval\":\"1m\",\"window_start\":\"2025-11-24T10:50:00Z\","
                            + "\"window_end\":\"2025-11-24T10:51:00Z\",\"open\":\"101.00\",\"high\":\"103.00\","
                            + "\"low\":\"99.5\",\"close\":\"102.00\",\"volume\":\"3.75\",\"ticks\":4,"
                            + "\"sliding_average\":\"101.375\",\"previous_sliding_average\":\"100.25\","
                            + "\"trend\":\"flat\",\"status\":\"final\",\"revision\":0");
        }
    }

    @Test
    void of_ticks_in_one_millisecond_the_trade_with_the_higher_number_is_the_later_one() throws Exception {
        try (Harness candles = new Harness()) {
            candles.open();
            candles.send(tick("10", "110", "1", "10:50:30"));
            candles.send(tick("9", "109", "1", "10:50:30"));
            candles.send(tick("11", "111", "1", "10:50:30"));
            candles.processWatermark(at("10:51:00") - 1);
            assertThat(candles.taken())
                    .singleElement()
                    .asString()
                    .contains("\"open\":\"109\"")
                    .contains("\"close\":\"111\"");
        }
    }

    @Test
    void an_open_candle_is_shown_as_it_grows_and_an_empty_minute_has_none() throws Exception {
        try (Harness candles = new Harness()) {
            candles.open();
            candles.send(tick("1", "100", "1", "10:50:10"));
            candles.tickOfTheClock();
            candles.tickOfTheClock();
            candles.send(tick("2", "104", "1", "10:50:40"));
            candles.tickOfTheClock();
            assertThat(candles.side(Candles.LIVE))
                    .filteredOn(candle -> candle.contains("\"interval\":\"1m\""))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .contains("\"close\":\"100\"", "\"status\":\"provisional\"")
                                    .contains("\"sliding_average\":\"100\""),
                            second -> assertThat(second)
                                    .contains("\"close\":\"104\"", "\"ticks\":2", "\"sliding_average\":\"102\"")
                                    .contains("\"previous_sliding_average\":\"100\""));
            candles.send(tick("3", "105", "1", "10:53:00"));
            candles.processWatermark(at("10:54:00") - 1);
            assertThat(candles.taken()).hasSize(2);
            assertThat(candles.sideValues(Candles.LATEST))
                    .extracting(Tick::tickId)
                    .containsExactly("1", "2");
        }
    }

    @Test
    void a_late_tick_corrects_its_candle_and_the_averages_of_later_ones_and_nothing_else() throws Exception {
        try (Harness candles = new Harness()) {
            candles.open();
            for (int minute = 0; minute < 8; minute++) {
                candles.send(tick("" + minute, "" + (100 + minute), "1", "10:5%d:10".formatted(minute)));
            }
            candles.processWatermark(at("10:58:00") - 1);
            candles.taken();
            candles.send(tick("late", "110", "1", "10:51:50"));
            candles.tickOfTheClock();
            assertThat(candles.taken())
                    .filteredOn(candle -> candle.contains("\"interval\":\"1m\""))
                    .satisfiesExactly(
                            own -> assertThat(own)
                                    .contains("10:51:00Z\",\"window_end")
                                    .contains("\"close\":\"110\"", "\"status\":\"corrected\",\"revision\":1"),
                            next -> assertThat(next)
                                    .as("half of the tick's minute is in the sliding average before")
                                    .contains("10:52:00Z\",\"window_end")
                                    .contains("\"previous_sliding_average\":\"106\""),
                            fifth -> assertThat(fifth)
                                    .contains("10:54:00Z\",\"window_end")
                                    .contains("\"sma_5\":\"103.8\"", "\"status\":\"corrected\",\"revision\":1"),
                            sixth -> assertThat(sixth).contains("10:55:00Z\",\"window_end", "\"sma_5\":\"104.8\""));
        }
    }

    @Test
    void whatever_the_order_each_candle_ends_as_one_computes_it_from_all_ticks() throws Exception {
        List<Tick> ticks = randomWalk(new Random(7));
        try (Harness candles = new Harness()) {
            candles.open();
            assertThat(settled(candles, shuffledWithinTenMinutes(ticks), 0)).isEqualTo(expected(ticks));
        }
    }

    @Test
    void a_restart_in_between_changes_no_candle() throws Exception {
        List<Tick> ticks = randomWalk(new Random(7));
        List<Tick> arriving = shuffledWithinTenMinutes(ticks);
        Map<String, String> latest = new HashMap<>();
        OperatorSubtaskState state;
        try (Harness candles = new Harness()) {
            candles.open();
            latest.putAll(settled(candles, arriving.subList(0, 1_000), 0));
            state = candles.checkpoint(1);
            collect(candles, latest);
        }
        try (Harness candles = new Harness()) {
            candles.initializeState(state);
            candles.open();
            latest.putAll(settled(candles, arriving.subList(1_000, arriving.size()), 1));
        }
        assertThat(latest).isEqualTo(expected(ticks));
    }

    @Test
    void a_symbol_without_a_tick_for_a_week_is_forgotten() throws Exception {
        try (Harness candles = new Harness()) {
            candles.open();
            candles.send(tick("1", "100", "1", "10:50:10"));
            candles.checkpoint(1);
            assertThat(candles.numKeyedStateEntries()).isEqualTo(1);
            candles.processWatermark(at("10:51:00") + Candles.KEPT.toMillis());
            candles.checkpoint(2);
            assertThat(candles.numKeyedStateEntries()).isZero();
        }
    }

    private static List<Tick> randomWalk(Random random) {
        List<Tick> ticks = new ArrayList<>();
        long time = at("09:00:00");
        long cents = 4_500_000;
        for (int i = 0; i < 2_500; i++) {
            // Now and then nothing for minutes, and now and then several in one millisecond.
            time += random.nextInt(100) == 0 ? random.nextInt(400_000) : random.nextInt(8) * 500;
            cents += random.nextInt(-2_000, 2_001);
            String price = cents / 100 + "." + (10 + cents % 90);
            ticks.add(tick("BTC", "" + i, price, "0.00" + (1 + random.nextInt(9)), time));
        }
        return ticks;
    }

    private static List<Tick> shuffledWithinTenMinutes(List<Tick> ticks) {
        Random random = new Random(8);
        Map<Tick, Long> arrival = new HashMap<>();
        // Most are nearly in order, some minutes late.
        ticks.forEach(tick -> arrival.put(
                tick, tick.time() + (random.nextInt(10) == 0 ? random.nextInt(580_000) : random.nextInt(5_000))));
        return ticks.stream()
                .sorted(java.util.Comparator.comparing(arrival::get))
                .toList();
    }

    /** By interval and window, the last revision, which is one more than the one before. */
    private static Map<String, String> settled(Harness candles, List<Tick> arriving, int part) throws Exception {
        Map<String, String> latest = new HashMap<>();
        long newest = part == 0 ? 0 : arriving.get(0).time();
        for (int i = 0; i < arriving.size(); i++) {
            candles.send(arriving.get(i));
            newest = Math.max(newest, arriving.get(i).time());
            if (i % 10 == 0) {
                candles.tickOfTheClock();
            }
            if (i % 5 == 0 && (part == 0 || i > 100)) {
                candles.processWatermark(newest - 30_001);
            }
            collect(candles, latest);
        }
        if (part == 1 || arriving.size() > 1_000) {
            candles.processWatermark(newest + 3_600_000);
        }
        collect(candles, latest);
        return latest;
    }

    private static void collect(Harness candles, Map<String, String> latest) {
        for (String json : candles.taken()) {
            Matcher candle = CANDLE.matcher(json);
            assertThat(candle.find()).as(json).isTrue();
            latest.put(candle.group(1) + " " + candle.group(2), candle.group(3));
        }
    }

    private static Map<String, String> expected(List<Tick> ticks) {
        ReferenceCandles reference = new ReferenceCandles(ticks);
        Map<String, String> expected = new HashMap<>();
        for (int minutes : new int[] {1, 5}) {
            reference
                    .of(minutes)
                    .forEach((start, candle) ->
                            expected.put(minutes + " " + java.time.Instant.ofEpochMilli(start), candle));
        }
        return expected;
    }
}
