package dev.turnstile.analytics.alerts;

import java.util.Arrays;

/** What is ordinary: mean and sample standard deviation of the events in the windows before. */
record Baseline(double mean, double deviation, double shareWithTraffic) {

    /** Nothing counts in less than whole events, and a constant stream has no deviation to divide by. */
    private static final double LEAST_DEVIATION = 1;

    static Baseline of(long[] events) {
        double mean = Arrays.stream(events).average().orElse(0);
        double squares = Arrays.stream(events)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .sum();
        double withTraffic = Arrays.stream(events).filter(count -> count > 0).count();
        return new Baseline(
                mean,
                events.length < 2 ? 0 : Math.sqrt(squares / (events.length - 1)),
                events.length == 0 ? 0 : withTraffic / events.length);
    }

    /** Standard deviations above the mean; negative below it. */
    double score(long events) {
        return (events - mean) / Math.max(deviation, LEAST_DEVIATION);
    }

    boolean isFarFrom(long events, AlertRules rules) {
        return Math.abs(events - mean) >= Math.max(rules.minimumDeviation(), rules.minimumChange() * mean);
    }

    /** The chance that so many windows in a row are empty, if each were so as often as it has been. */
    double chanceOfSilence(int windows) {
        return Math.pow(1 - shareWithTraffic, windows);
    }
}
