package dev.turnstile.analytics.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/**
 * The settings by name, as the process was given them. A blank one counts as missing. Whatever reads one that is
 * missing or malformed gets a {@link SettingException} with its name and an example.
 */
public record Environment(Map<String, String> values) {

    /** None at all: everything has its default. */
    public static final Environment EMPTY = new Environment(Map.of());

    public Environment {
        values = Map.copyOf(values);
    }

    /** The same settings, but for one: another value, or none if it is empty. */
    public Environment with(String name, String value) {
        Map<String, String> others = new HashMap<>(values);
        others.put(name, value);
        return new Environment(others);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::trim).filter(text -> !text.isEmpty());
    }

    public String required(String name, String example) {
        return text(name).orElseThrow(() -> new SettingException(name, "is missing", example));
    }

    /** A time such as {@code 30s} or {@code 24h}; more than nothing. */
    public Duration duration(String name, Duration otherwise, String example) {
        return parsed(name, otherwise, example, text -> {
            Duration duration = TimeUtils.parseDuration(text);
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("not positive");
            }
            return duration;
        });
    }

    /**
     * Anything else.
     *
     * @param parser throws IllegalArgumentException for what the setting cannot be
     */
    public <T> T parsed(String name, T otherwise, String example, Function<String, T> parser) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(text.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SettingException(name, "is '" + text.get() + "', which it cannot be", example);
        }
    }
}
