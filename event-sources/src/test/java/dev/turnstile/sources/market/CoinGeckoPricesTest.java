package dev.turnstile.sources.market;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.turnstile.events.market.PriceTick;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class CoinGeckoPricesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private CollectedPrices poll() {
        Map<String, String> symbols = new LinkedHashMap<>();
        symbols.put("bitcoin", "BTC");
        symbols.put("shiba-inu", "SHIB");
        return new CollectedPrices(
                new CoinGeckoPrices(
                        URI.create("http://127.0.0.1:" + SERVICE.getPort() + "/api/v3"),
                        symbols,
                        "a-key",
                        INTERVAL,
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)),
                        Clock.fixed(Instant.parse("2025-11-24T10:50:00Z"), ZoneOffset.UTC)),
                Duration.ofMillis(20));
    }

    /** One answer after the other; the last one stays. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            SERVICE.stubFor(get(urlPathEqualTo("/api/v3/simple/price"))
                    .inScenario("poll")
                    .whenScenarioStateIs(i == 0 ? "Started" : "after " + i)
                    .willSetStateTo("after " + Math.min(i + 1, answers.length - 1))
                    .willReturn(answers[i]));
        }
    }

    private static String prices(String bitcoin, long updatedAt) {
        return """
                {"bitcoin":{"usd":%s,"last_updated_at":%d},"shiba-inu":{"usd":8.5e-06,"last_updated_at":1763981400}}""".formatted(bitcoin, updatedAt);
    }

    @Test
    void all_coins_come_in_one_call_and_what_has_not_changed_is_not_sent_twice() throws Exception {
        answers(
                okJson(prices("67187.3358936566", 1_763_981_409)),
                okJson(prices("67187.3358936566", 1_763_981_409)),
                okJson(prices("67188", 1_763_981_709)));
        try (CollectedPrices prices = poll()) {
            await().atMost(LIMIT).until(() -> prices.pauses.size() >= 6);
            assertThat(prices.ticks)
                    .containsExactly(
                            tick("BTC", "67187.3358936566", 1_763_981_409),
                            tick("SHIB", "0.0000085", 1_763_981_400),
                            tick("BTC", "67188", 1_763_981_709));
            assertThat(prices.pauses.subList(1, 6)).containsOnly(INTERVAL);
            assertThat(prices.news).isEmpty();
            SERVICE.verify(getRequestedFor(urlPathEqualTo("/api/v3/simple/price"))
                    .withQueryParam("ids", equalTo("bitcoin,shiba-inu"))
                    .withQueryParam("vs_currencies", equalTo("usd"))
                    .withQueryParam("include_last_updated_at", equalTo("true"))
                    .withHeader("x-cg-demo-api-key", equalTo("a-key")));
        }
    }

    @Test
    void asked_too_often_it_waits_as_it_is_told() throws Exception {
        answers(
                status(429).withHeader("Retry-After", "77"),
                status(429).withHeader("Retry-After", "Mon, 24 Nov 2025 10:52:00 GMT"),
                status(429),
                status(503),
                okJson(prices("1.5", 1_763_981_409)));
        try (CollectedPrices prices = poll()) {
            await().atMost(LIMIT).until(() -> !prices.ticks.isEmpty() && prices.pauses.size() > 5);
            assertThat(prices.pauses.get(1)).isEqualTo(Duration.ofSeconds(77));
            assertThat(prices.pauses.get(2)).isEqualTo(Duration.ofMinutes(2));
            assertThat(prices.pauses.get(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            assertThat(prices.pauses.get(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
            assertThat(prices.pauses.get(5)).isEqualTo(INTERVAL);
            assertThat(prices.news)
                    .contains("coingecko: called too often; again in 77000 ms")
                    .hasSize(4);
        }
    }

    @Test
    void told_to_come_back_at_once_it_still_waits_longer_each_time() throws Exception {
        answers(
                status(429).withHeader("Retry-After", "0"),
                status(429).withHeader("Retry-After", "Mon, 24 Nov 2025 09:00:00 GMT"),
                okJson(prices("1.5", 1_763_981_409)));
        try (CollectedPrices prices = poll()) {
            await().atMost(LIMIT).until(() -> prices.pauses.size() > 3);
            assertThat(prices.pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            assertThat(prices.pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void what_is_no_price_is_told_and_costs_nothing_else() throws Exception {
        answers(okJson("{\"bitcoin\":{\"usd\":null},\"shiba-inu\":{\"usd\":\"many\",\"last_updated_at\":1763981400}}"));
        try (CollectedPrices prices = poll()) {
            await().atMost(LIMIT).until(() -> prices.news.size() >= 2);
            assertThat(prices.news)
                    .anyMatch(news -> news.contains("there is no price of bitcoin"))
                    .anyMatch(news -> news.contains("the price of shiba-inu cannot be read"));
            assertThat(prices.ticks).isEmpty();
        }
    }

    private static PriceTick tick(String symbol, String price, long seconds) {
        return new PriceTick(
                symbol, new BigDecimal(price), BigDecimal.ZERO, null, "coingecko", Instant.ofEpochSecond(seconds));
    }
}
