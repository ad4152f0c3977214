package dev.turnstile.sources.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {

    private static List<RandomWalk.Trade> trades(long seed, int count) {
        RandomWalk walk = new RandomWalk(List.of("BTC", "ETH", "DOGE"), 20, new Random(seed));
        return Stream.generate(walk::next).limit(count).toList();
    }

    @Test
    void the_same_seed_makes_the_same_trades() {
        assertThat(trades(1, 1_000)).isEqualTo(trades(1, 1_000)).isNotEqualTo(trades(2, 1_000));
    }

    @Test
    void prices_wander_and_stay_sensible_for_hours() {
        List<RandomWalk.Trade> trades = trades(1, 300_000);
        assertThat(trades.get(trades.size() - 1).at()).isBetween(Duration.ofHours(4), Duration.ofMinutes(255));
        assertThat(trades).filteredOn(trade -> trade.symbol().equals("BTC")).allSatisfy(trade -> {
            assertThat(trade.price().doubleValue()).isBetween(40_000.0, 50_000.0);
            assertThat(trade.price().scale()).isEqualTo(2);
            assertThat(trade.volume().signum()).isPositive();
        });
        assertThat(trades.stream().map(RandomWalk.Trade::price).distinct().count())
                .isGreaterThan(10_000);
    }

    @Test
    void another_run_of_the_same_seed_is_not_taken_for_the_same_trades() throws Exception {
        assertThat(firstTickId(0)).isNotEqualTo(firstTickId(1));
    }

    private static String firstTickId(int seconds) throws Exception {
        var walk = new RandomWalk(List.of("BTC"), 1_000, new Random(1));
        var clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        try (var prices = new CollectedPrices(new SimulatedPrices(walk, clock), Duration.ofMillis(5))) {
            await().until(() -> !prices.ticks.isEmpty());
            return prices.tickIds().get(0);
        }
    }
}
