package dev.turnstile.dashboard.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of alerts.
 *
 * @param url they are posted to
 * @param secret what they are signed with
 * @param timeout of one attempt
 */
public record Webhook(URI url, String secret, Duration timeout) {

    private static final String URL = "ALERT_WEBHOOK_URL";
    private static final String URL_EXAMPLE = "https://example.org/alerts";
    private static final String SECRET = "ALERT_WEBHOOK_SECRET";
    private static final int SHORTEST_SECRET = 16;

    static @Nullable Webhook read(SettingReader reader) {
        String secret = reader.text(SECRET, "");
        Duration timeout = reader.duration(
                "ALERT_WEBHOOK_TIMEOUT", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(1));
        if (reader.optional(URL).isEmpty()) {
            if (!secret.isEmpty()) {
                throw new InvalidSettingException(URL, "", "set where " + SECRET + " is", URL_EXAMPLE);
            }
            return null;
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw InvalidSettingException.ofSecret(
                    SECRET,
                    "set where " + URL + " is, to " + SHORTEST_SECRET + " characters or more",
                    "$(openssl rand -hex 32)");
        }
        return new Webhook(url(reader.text(URL, "")), secret, timeout);
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (isHttp && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static InvalidSettingException invalid(String text) {
        return new InvalidSettingException(URL, text, "an http or https URL without a user in it", URL_EXAMPLE);
    }

    /** Where it is, without what may be a secret in its path. */
    public String receiver() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    @Override
    public String toString() {
        return "Webhook[" + receiver() + "]";
    }
}
