package dev.turnstile.analytics.alerts;

import dev.turnstile.analytics.settings.Environment;
import java.io.Serializable;
import java.util.function.Function;

/**
 * When traffic is out of the ordinary.
 *
 * @param windows how many of the last windows are compared with
 * @param minimumWindows how many of them there must be before anything is out of the ordinary
 * @param score how many standard deviations from the mean a window is a spike or a drop
 * @param minimumDeviation events from the mean that it must be in any case, so that tiny counts are not
 * @param minimumChange share of the mean that it must differ by in any case
 * @param silentWindows how many windows in a row must be empty before it is silence
 */
public record AlertRules(
        int windows, int minimumWindows, double score, double minimumDeviation, double minimumChange, int silentWindows)
        implements Serializable {

    public static final AlertRules DEFAULTS = new AlertRules(30, 10, 3, 5, 0.2, 2);

    /** Where an alert is over, as a share of the score that sets it off: what hovers around that does not flap. */
    static final double OVER = 2.0 / 3;

    private static final int MOST_WINDOWS = 1_000;

    /**
     * The rules by their settings, with the defaults for what is not set.
     *
     * @throws dev.turnstile.analytics.settings.SettingException if one is malformed
     */
    public static AlertRules in(Environment settings) {
        int windows =
                settings.parsed("ALERT_WINDOWS", DEFAULTS.windows, "30", between(3, MOST_WINDOWS, Integer::valueOf));
        return new AlertRules(
                windows,
                settings.parsed(
                        "ALERT_MINIMUM_WINDOWS",
                        Math.min(DEFAULTS.minimumWindows, windows),
                        "10",
                        between(2, windows, Integer::valueOf)),
                settings.parsed("ALERT_SCORE", DEFAULTS.score, "3", between(0.1, 1_000.0, Double::valueOf)),
                settings.parsed(
                        "ALERT_MINIMUM_DEVIATION",
                        DEFAULTS.minimumDeviation,
                        "5",
                        between(0.0, Double.MAX_VALUE, Double::valueOf)),
                settings.parsed(
                        "ALERT_MINIMUM_CHANGE", DEFAULTS.minimumChange, "0.2", between(0.0, 1_000.0, Double::valueOf)),
                settings.parsed(
                        "ALERT_SILENT_WINDOWS",
                        Math.min(DEFAULTS.silentWindows, windows),
                        "2",
                        between(1, windows, Integer::valueOf)));
    }

    private static <T extends Comparable<T>> Function<String, T> between(T least, T most, Function<String, T> parser) {
        return text -> {
            T value = parser.apply(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException("expected " + least + " to " + most);
            }
            return value;
        };
    }
}
