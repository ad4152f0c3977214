package dev.turnstile.publishing.access;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The callers that are let in, by the SHA-256 of their key.
 *
 * <p>Plain SHA-256 is enough for keys that a machine drew (32 random bytes); it would not be for passwords. Because the
 * digest is looked up, the time that it takes tells nothing about a key.
 *
 * @param callerByDigest empty when everybody is let in
 */
record ApiKeys(Map<String, String> callerByDigest) {

    static final String SETTING = "API_KEYS";

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,64}):([0-9a-fA-F]{64})");
    private static final String EXAMPLE = "partner-a:$(printf %s the-key | sha256sum | cut -c1-64)";

    ApiKeys {
        callerByDigest = Map.copyOf(callerByDigest);
    }

    /** Reads {@code name:sha256-in-hex}, several with commas between; the same name may have several keys. */
    static ApiKeys parse(String setting) {
        Map<String, String> callers = new HashMap<>();
        for (String entry : setting.strip().isEmpty() ? new String[0] : setting.split(",", -1)) {
            var matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                // The value is not repeated: somebody may have put the key itself there.
                throw new InvalidSetting(
                        SETTING, "must be name:sha256-in-hex, several with commas between, entry by entry", EXAMPLE);
            }
            callers.put(
                    Objects.requireNonNull(matcher.group(2)).toLowerCase(Locale.ROOT),
                    Objects.requireNonNull(matcher.group(1)));
        }
        return new ApiKeys(callers);
    }

    boolean isEveryoneLetIn() {
        return callerByDigest.isEmpty();
    }

    Optional<String> callerOf(String key) {
        return Optional.ofNullable(callerByDigest.get(digest(key)));
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
