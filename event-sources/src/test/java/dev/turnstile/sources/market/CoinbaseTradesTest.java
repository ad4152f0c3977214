package dev.turnstile.sources.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.market.PriceTick;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CoinbaseTradesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(5);

    private LocalExchange exchange;

    @BeforeEach
    void open() throws Exception {
        exchange = new LocalExchange();
    }

    @AfterEach
    void close() throws Exception {
        exchange.close();
    }

    private CollectedPrices listen(URI address, Duration longestSilence) {
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1));
        return new CollectedPrices(
                new CoinbaseTrades(address, List.of("BTC-USD"), backoff, longestSilence), Duration.ofMillis(200));
    }

    private void awaitSubscriptions(int count) {
        await().atMost(LIMIT).until(() -> exchange.received.size() >= count);
    }

    @Test
    void a_trade_becomes_a_tick_with_every_digit() throws Exception {
        try (CollectedPrices prices = listen(exchange.address(), LONG)) {
            awaitSubscriptions(1);
            assertThat(exchange.received)
                    .containsExactly("{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],"
                            + "\"channels\":[\"matches\",\"heartbeat\"]}");
            exchange.sendTrade(7, "45000.12");
            await().atMost(LIMIT).until(() -> !prices.ticks.isEmpty());
            assertThat(prices.ticks)
                    .containsExactly(new PriceTick(
                            "BTC",
                            new BigDecimal("45000.12"),
                            new BigDecimal("0.0310"),
                            "7",
                            "coinbase",
                            Instant.parse("2025-11-24T10:50:09.000Z")));
        }
    }

    @Test
    void a_dropped_connection_is_made_anew_and_no_trade_that_was_sent_is_lost_and_missing_ones_are_told()
            throws Exception {
        try (CollectedPrices prices = listen(exchange.address(), LONG)) {
            awaitSubscriptions(1);
            for (int trade = 1; trade <= 100; trade++) {
                exchange.sendTrade(trade, "45000.12");
            }
            await().atMost(LIMIT).until(() -> prices.ticks.size() == 100);
            exchange.drop();
            awaitSubscriptions(2);
            exchange.sendTrade(104, "45001.00");
            exchange.sendTrade(105, "45002.00");
            exchange.sendTrade(107, "45003.00");
            await().atMost(LIMIT).until(() -> prices.ticks.size() == 103);
            assertThat(prices.tickIds())
                    .endsWith("99", "100", "104", "105", "107")
                    .doesNotHaveDuplicates();
            assertThat(prices.news)
                    .satisfiesExactly(
                            broke -> assertThat(broke)
                                    .startsWith("coinbase: the connection")
                                    .contains("again in"),
                            gap -> assertThat(gap)
                                    .isEqualTo("coinbase: BTC-USD: 3 trades are missing, from 101 to 103"),
                            gap -> assertThat(gap).isEqualTo("coinbase: BTC-USD: 1 trade is missing, from 106 to 106"));
        }
    }

    @Test
    void a_connection_over_which_nothing_comes_is_given_up() throws Exception {
        try (CollectedPrices prices = listen(exchange.address(), Duration.ofMillis(500))) {
            awaitSubscriptions(2);
            assertThat(prices.news).first().asString().contains("nothing has come");
        }
    }

    @Test
    void what_cannot_be_read_costs_one_message_and_what_is_refused_is_asked_again() throws Exception {
        try (CollectedPrices prices = listen(exchange.address(), LONG)) {
            awaitSubscriptions(1);
            exchange.send("{\"type\":\"match\",\"trade_id\":1");
            exchange.send(
                    "{\"type\":\"match\",\"trade_id\":1,\"product_id\":\"BTC-USD\",\"size\":\"1\",\"price\":\"-1\"}");
            exchange.send("{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\"}");
            exchange.sendTrade(2, "1.00");
            await().atMost(LIMIT).until(() -> prices.tickIds().contains("2"));
            assertThat(prices.news).hasSize(2).allMatch(news -> news.contains("cannot be read"));
            exchange.send("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"no such product\"}");
            awaitSubscriptions(2);
            assertThat(prices.news).last().asString().contains("no such product");
        }
    }

    @Test
    void an_exchange_that_is_away_is_tried_again_and_again_and_more_slowly() throws Exception {
        URI address = exchange.address();
        exchange.close();
        try (CollectedPrices prices = listen(address, LONG)) {
            await().atMost(LIMIT).until(() -> prices.pauses.size() > 6);
            assertThat(prices.pauses.get(1)).isBetween(Duration.ofMillis(10), Duration.ofMillis(20));
            assertThat(prices.pauses.get(6)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }
}
