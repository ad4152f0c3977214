package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.Candles.candle;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.Status;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MarketPageIT {

    private static final String CANDLES = "Candles";

    @RegisterExtension
    static final LivePage live = new LivePage();

    @BeforeEach
    void fill() {
        Instant fiveMinutes = Instant.ofEpochMilli(
                CandleInterval.FIVE_MINUTES.startOf(minutesAgo(10).toEpochMilli()));
        for (int ago = 12; ago > 0; ago--) {
            publish("BTC", minutesAgo(ago), 45_000 + ago + ".50", Status.FINAL, 0);
            publish("ETH", minutesAgo(ago), 2_400 + ago + ".25", Status.FINAL, 0);
        }
        publish("BTC", minutesAgo(3), "45777.00", Status.CORRECTED, 1);
        Candles.publish(
                live.topics(), candle("ETH", CandleInterval.FIVE_MINUTES, fiveMinutes, "2444.44", Status.FINAL, 0));
        live.topics().flush();
    }

    private static void publish(String symbol, Instant start, String close, Status status, int revision) {
        Candles.publish(live.topics(), candle(symbol, CandleInterval.ONE_MINUTE, start, close, status, revision));
    }

    private static ResultsPage open() {
        ResultsPage page = live.page().open("market");
        eventually().until(() -> page.chart(CANDLES).startsWith("BTC: "));
        return page;
    }

    @Test
    void candles_are_drawn_and_the_table_behind_them_has_their_numbers() {
        ResultsPage page = open();
        eventually().until(() -> page.isDrawn(CANDLES));
        live.browser().screenshot("market-drawn");
        page.toggleTable(CANDLES);
        eventually()
                .until(() -> page.rows(CANDLES).stream()
                        .anyMatch(row -> row.contains("|45,787.00|45,767.00|45,777.00|1.250|42|45,777.00|")
                                && row.endsWith("|up|Corrected")));
        assertThat(page.accessibilityFindings()).isEmpty();
    }

    @Test
    void symbol_and_interval_are_switched() {
        ResultsPage page = open();
        page.choose("symbol", "ETH");
        eventually().until(() -> page.chart(CANDLES).matches("ETH: \\d+ candles of 1m, .*"));
        page.choose("interval", "5m");
        eventually()
                .until(() -> page.chart(CANDLES).matches("ETH: \\d+ candles of 5m, the last one closes at 2,444.44.*"));
        assertThat(page.accessibilityFindings()).isEmpty();
    }

    @Test
    void the_last_price_is_live() {
        ResultsPage page = open();
        publish("BTC", minutesAgo(0), "46123.45", Status.PROVISIONAL, 0);
        eventually().until(() -> page.words().contains("46,123.45"));
        publish("BTC", minutesAgo(0), "46124.46", Status.PROVISIONAL, 0);
        eventually().until(() -> page.words().contains("46,124.46"));
    }

    @Test
    void a_price_that_jumps_is_told_of() {
        ResultsPage page = open();
        Alert alert = new Alert(
                "PRICE_SPIKE|market|BTC|x",
                "market",
                "BTC",
                "PRICE_SPIKE",
                Alert.State.FIRING,
                0.02,
                0.004,
                9.5,
                minutesAgo(1),
                minutesAgo(2));
        live.topics().send(Topics.ALERTS, alert.alertId(), alert.toJson());
        eventually().until(() -> page.words().contains("Price spike"));
        Alert over = new Alert(
                alert.alertId(),
                "market",
                "BTC",
                "PRICE_SPIKE",
                Alert.State.RESOLVED,
                0.001,
                0.004,
                0.2,
                minutesAgo(1),
                minutesAgo(2));
        live.topics().send(Topics.ALERTS, over.alertId(), over.toJson());
        eventually().until(() -> page.words().contains("Nothing is firing"));
    }

    @Test
    void without_a_database_older_candles_are_said_not_to_be_kept() {
        ResultsPage page = open();
        page.press("Show older candles");
        eventually().until(() -> page.words().contains("Older candles are not kept here"));
        // The browser notes the answer 404; it is the one that is asked for here.
        live.browser().complaints();
    }
}
