package dev.turnstile.publishing.access;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * Who may call, from where, and how often.
 *
 * @param eventsPerSecond the most that are taken from one caller; 0 for no limit
 */
record AccessSettings(int eventsPerSecond) {

    private static final String RATE = "RATE_LIMIT";
    private static final Pattern UP_TO_EIGHT_DIGITS = Pattern.compile("\\d{1,8}");

    static AccessSettings from(Environment environment) {
        return new AccessSettings(rate(environment));
    }

    private static int rate(Environment environment) {
        String rate = environment.getProperty(RATE, "20000").strip();
        if (!UP_TO_EIGHT_DIGITS.matcher(rate).matches()) {
            throw new InvalidSetting(
                    RATE,
                    "must be the events a second taken from one caller, 0 for no limit, but is '" + rate + "'",
                    "20000");
        }
        return Integer.parseInt(rate);
    }
}
