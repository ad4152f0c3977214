package dev.turnstile.sources.market;

import dev.turnstile.sources.customers.Zipf;
import dev.turnstile.sources.run.Arrivals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Trades as they might happen: the price of each symbol wanders and is drawn back to where it began, and now and then it
 * jumps. Pure: the same random numbers give the same trades.
 */
final class RandomWalk {

    private static final List<Double> FIRST_PRICES = List.of(45_000.0, 2_400.0, 150.0, 0.55, 0.4, 0.08);

    /** By how much a price changes from one trade to the next: its logarithm's standard deviation. */
    private static final double STEP = 0.0001;

    /** With the step, it keeps most prices within two per cent of where they began. */
    private static final double PULL = 0.00005;

    private static final double JUMP = 0.01;
    private static final double JUMPS_PER_TRADE = 1.0 / 20_000;
    private static final double MEDIAN_AMOUNT = 500;

    private final List<String> symbols;
    private final Random random;
    private final Arrivals arrivals;
    private final Zipf popularity;
    private final double[] logarithms;

    /** @param at counted from the beginning */
    record Trade(Duration at, String symbol, BigDecimal price, BigDecimal volume) {}

    RandomWalk(List<String> symbols, double tradesPerSecond, Random random) {
        this.symbols = symbols;
        this.random = random;
        this.arrivals = new Arrivals(tradesPerSecond, random);
        this.popularity = new Zipf(symbols.size(), 1);
        this.logarithms = new double[symbols.size()];
    }

    Trade next() {
        Duration at = arrivals.next();
        int symbol = popularity.pick(random);
        double jump = random.nextDouble() < JUMPS_PER_TRADE ? (random.nextBoolean() ? JUMP : -JUMP) : 0;
        logarithms[symbol] += STEP * random.nextGaussian() - PULL * logarithms[symbol] + jump;
        double price = FIRST_PRICES.get(symbol % FIRST_PRICES.size()) * StrictMath.exp(logarithms[symbol]);
        double amount = MEDIAN_AMOUNT * StrictMath.exp(random.nextGaussian());
        return new Trade(at, symbols.get(symbol), rounded(price, price < 10 ? 4 : 2), rounded(amount / price, 6));
    }

    private static BigDecimal rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.UP);
    }
}
