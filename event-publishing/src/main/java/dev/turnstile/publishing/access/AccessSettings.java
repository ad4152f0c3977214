package dev.turnstile.publishing.access;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * Who may call, from where, and how often.
 *
 * @param keys the callers that are let in
 * @param origins the origins whose pages may call
 * @param eventsPerSecond the most that are taken from one caller; 0 for no limit
 */
record AccessSettings(ApiKeys keys, List<String> origins, int eventsPerSecond) {

    private static final String RATE = "RATE_LIMIT";
    private static final String GENEROUS = "20000";
    private static final Pattern UP_TO_EIGHT_DIGITS = Pattern.compile("\\d{1,8}");

    AccessSettings {
        origins = List.copyOf(origins);
    }

    static AccessSettings from(Environment environment) {
        return new AccessSettings(
                ApiKeys.parse(environment.getProperty(ApiKeys.SETTING, "")),
                OtherOrigins.parse(environment.getProperty(OtherOrigins.SETTING, "")),
                rate(environment.getProperty(RATE, GENEROUS).strip()));
    }

    private static int rate(String text) {
        if (!UP_TO_EIGHT_DIGITS.matcher(text).matches()) {
            throw new InvalidSetting(
                    RATE,
                    "must be the events a second that are taken from one caller, 0 for no limit, but is '" + text + "'",
                    GENEROUS);
        }
        return Integer.parseInt(text);
    }
}
