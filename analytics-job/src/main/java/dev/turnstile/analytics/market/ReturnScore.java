package dev.turnstile.analytics.market;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How unusual a candle's close-to-close return is: by how many standard deviations it is off the mean of the returns
 * before it (the z-score, with the sample's standard deviation).
 *
 * @param value the return: 0.01 is one per cent up
 * @param mean of the returns before
 * @param deviation of the returns before
 */
record ReturnScore(double value, double mean, double deviation) {

    /** How many returns a candle is compared with. */
    static final int RETURNS = 60;

    /** With fewer, nothing is unusual. */
    static final int LEAST_RETURNS = 20;

    /** How many closes it takes. */
    static final int CLOSES = RETURNS + 2;

    /**
     * The score of the newest close.
     *
     * @param closes newest first; those beyond {@value #CLOSES} have no say
     * @return empty if there are too few to tell, or if the price has not moved before
     */
    static Optional<ReturnScore> of(List<BigDecimal> closes) {
        int before = Math.min(RETURNS, closes.size() - 2);
        if (before < LEAST_RETURNS) {
            return Optional.empty();
        }
        double sum = 0;
        for (int i = 1; i <= before; i++) {
            sum += change(closes, i);
        }
        double mean = sum / before;
        double squares = 0;
        for (int i = 1; i <= before; i++) {
            squares += Math.pow(change(closes, i) - mean, 2);
        }
        double deviation = Math.sqrt(squares / (before - 1));
        return deviation > 0 ? Optional.of(new ReturnScore(change(closes, 0), mean, deviation)) : Optional.empty();
    }

    double score() {
        return (value - mean) / deviation;
    }

    private static double change(List<BigDecimal> closes, int at) {
        return closes.get(at).doubleValue() / closes.get(at + 1).doubleValue() - 1;
    }
}
