package dev.turnstile.analytics.market;

import static dev.turnstile.analytics.market.Fixture.at;
import static dev.turnstile.analytics.market.Fixture.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnstile.analytics.market.Fixture.Harness;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PriceAlertsTest {

    private static final Pattern ALERT = Pattern.compile(
            "\"alert_id\":\"([^\"]+)\".*\"state\":\"(\\w+)\",\"value\":([-.\\dE]+),\"expected\":[-.\\dE]+,\"score\":([-.\\dE]+)");

    /** A calm series: up and down by one in a thousand, and not quite evenly. */
    private static List<Double> calm(int closes) {
        List<Double> series = new ArrayList<>();
        for (int i = 0; i < closes; i++) {
            series.add(1_000 + (i % 2) + (i % 7) * 0.1);
        }
        return series;
    }

    /** The score of a series' last close by the textbook, over the 60 returns before it. */
    private static double textbook(List<Double> closes) {
        List<Double> returns = new ArrayList<>();
        for (int i = 1; i < closes.size(); i++) {
            returns.add((closes.get(i) - closes.get(i - 1)) / closes.get(i - 1));
        }
        double last = returns.remove(returns.size() - 1);
        List<Double> before = returns.subList(Math.max(0, returns.size() - 60), returns.size());
        double mean = before.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double variance =
                before.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum() / (before.size() - 1);
        return (last - mean) / Math.sqrt(variance);
    }

    private static double score(List<Double> series) {
        List<BigDecimal> newestFirst =
                new ArrayList<>(series.stream().map(BigDecimal::valueOf).toList());
        Collections.reverse(newestFirst);
        return ReturnScore.of(newestFirst).orElseThrow().score();
    }

    @Test
    void the_score_is_that_of_the_textbook() {
        List<Double> series = calm(100);
        assertThat(score(series)).isCloseTo(textbook(series), within(1e-6));
        series.add(1_010.0);
        assertThat(score(series)).isCloseTo(textbook(series), within(1e-6)).isGreaterThan(3);
        List<Double> few = calm(25);
        assertThat(score(few)).isCloseTo(textbook(few), within(1e-6));
    }

    @Test
    void too_few_candles_or_a_price_that_never_moved_have_no_score() {
        assertThat(ReturnScore.of(Collections.nCopies(21, BigDecimal.TEN))).isEmpty();
        assertThat(ReturnScore.of(Collections.nCopies(62, BigDecimal.TEN))).isEmpty();
    }

    @Test
    void a_jump_fires_once_and_is_over_with_the_next_calm_candle_and_a_fall_is_another() throws Exception {
        List<Double> series = calm(70);
        double top = 1_020;
        series.add(top);
        series.add(top + 0.2);
        series.add(top - 60);
        series.add(top - 60.1);
        try (Harness candles = new Harness()) {
            candles.open();
            for (int minute = 0; minute < series.size(); minute++) {
                long time = at("09:00:30") + minute * 60_000L;
                candles.send(tick(
                        "BTC",
                        "" + minute,
                        BigDecimal.valueOf(series.get(minute)).toPlainString(),
                        "1",
                        time));
                candles.processWatermark(time);
            }
            candles.processWatermark(at("12:00:00"));
            List<String> alerts = candles.side(Candles.ALERTS);
            assertThat(alerts)
                    .extracting(alert -> field(alert, 1) + " " + field(alert, 2))
                    .containsExactly(
                            "PRICE_SPIKE|market|BTC|2025-11-24T10:10:00Z firing",
                            "PRICE_SPIKE|market|BTC|2025-11-24T10:10:00Z resolved",
                            "PRICE_DROP|market|BTC|2025-11-24T10:12:00Z firing",
                            "PRICE_DROP|market|BTC|2025-11-24T10:12:00Z resolved");
            assertThat(Double.parseDouble(field(alerts.get(0), 4)))
                    .isCloseTo(textbook(series.subList(0, 71)), within(1e-6));
            assertThat(Double.parseDouble(field(alerts.get(2), 4)))
                    .isCloseTo(textbook(series.subList(0, 73)), within(1e-6));
        }
    }

    private static String field(String alert, int group) {
        Matcher matcher = ALERT.matcher(alert);
        assertThat(matcher.find()).as(alert).isTrue();
        return matcher.group(group);
    }
}
