package dev.turnstile.dashboard.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one setting at a time; a blank one counts as not set. */
final class SettingReader {

    private static final Pattern HOSTS_AND_PORTS = Pattern.compile("[^\\s,:/]+:\\d{1,5}(,[^\\s,:/]+:\\d{1,5})*");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private final UnaryOperator<@Nullable String> variables;

    SettingReader(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = text(name, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalidNumber(name, text, otherwise, least, most);
        }
        throw invalidNumber(name, text, otherwise, least, most);
    }

    Duration duration(String name, Duration otherwise, Duration least, Duration most) {
        String text = text(name, otherwise.toString());
        try {
            Duration value = Duration.parse(text);
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        } catch (DateTimeException e) {
            throw invalidDuration(name, text, otherwise, least, most);
        }
        throw invalidDuration(name, text, otherwise, least, most);
    }

    String hostsAndPorts(String name, String otherwise) {
        String text = text(name, otherwise);
        if (!HOSTS_AND_PORTS.matcher(text).matches()) {
            throw new InvalidSettingException(name, text, "host:port, several with commas between", "127.0.0.1:9092");
        }
        return text;
    }

    List<String> names(String name, String otherwise) {
        String text = text(name, otherwise);
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
        if (names.stream().allMatch(each -> NAME.matcher(each).matches())) {
            return names;
        }
        throw new InvalidSettingException(name, text, "names in lower case, several with commas between", otherwise);
    }

    URI url(String name, String otherwise) {
        return url(name, text(name, otherwise), otherwise);
    }

    Optional<URI> url(String name) {
        return optional(name).map(text -> url(name, text, "http://127.0.0.1:4318"));
    }

    /** Not shown when it is wrong: it may hold a password. */
    Optional<String> jdbcUrl(String name) {
        Optional<String> url = optional(name);
        url.filter(text -> !text.startsWith("jdbc:postgresql:")).ifPresent(text -> {
            throw new InvalidSettingException(
                    name,
                    "…",
                    "a JDBC address of PostgreSQL",
                    "jdbc:postgresql://127.0.0.1:5433/turnstile?user=turnstile");
        });
        return url;
    }

    List<URI> urls(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",", -1))
                .map(text -> url(name, text.strip(), otherwise))
                .toList();
    }

    /** Without a slash at its end, so that a path can be put behind it. */
    private static URI url(String name, String text, String example) {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new InvalidSettingException(name, text, "a base URL", example);
        }
        throw new InvalidSettingException(name, text, "a base URL", example);
    }

    private static InvalidSettingException invalidNumber(String name, String text, int example, int least, int most) {
        return new InvalidSettingException(
                name, text, "a whole number from " + least + " to " + most, Integer.toString(example));
    }

    private static InvalidSettingException invalidDuration(
            String name, String text, Duration example, Duration least, Duration most) {
        return new InvalidSettingException(name, text, "a duration from " + least + " to " + most, example.toString());
    }
}
