package dev.turnstile.analytics.eventlake;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.windows.WindowSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.fs.Path;

/**
 * Where the lake is, and what its files are like.
 *
 * @param uri its root; empty for none: then rows are counted and written nowhere
 * @param fileAge for how long rows wait for more before they are written as a file; an hour that closes does not wait
 * @param lateness for how long after its end an hour is not yet closed
 * @param mostWaitingBytes of rows that wait in one task; beyond it the largest part of them is written
 */
record LakeSettings(String uri, LakeFormat format, Duration fileAge, Duration lateness, long mostWaitingBytes)
        implements Serializable {

    static final String URI = "LAKE_URI";

    private static final Set<String> SCHEMES = Set.of("file", "s3", "gs");
    private static final String EXAMPLE = "s3://music/lake";

    /**
     * Reads them.
     *
     * @param isNeeded whether there must be a lake
     * @throws SettingException if one is missing or malformed
     */
    static LakeSettings from(Environment environment, WindowSettings windows, boolean isNeeded) {
        return new LakeSettings(
                isNeeded
                        ? root(environment.required(URI, EXAMPLE))
                        : root(environment.text(URI).orElse("")),
                environment.parsed("LAKE_FORMAT", LakeFormat.PARQUET, "json", LakeFormat::named),
                environment.duration("LAKE_FILE_AGE", Duration.ofMinutes(5), "15min"),
                environment.duration("LAKE_LATENESS", windows.lateness(), "10min"),
                environment
                        .parsed("LAKE_BUFFER", MemorySize.ofMebiBytes(16), "64mb", MemorySize::parse)
                        .getBytes());
    }

    boolean isNowhere() {
        return uri.isEmpty();
    }

    private static String root(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try {
            // As Flink reads it: a space is a space.
            String scheme = new Path(text).toUri().getScheme();
            if (scheme != null && SCHEMES.contains(scheme)) {
                return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingException(URI, "is '" + text + "', which is no URI", EXAMPLE);
        }
        throw new SettingException(URI, "is '" + text + "'; it begins with file:, s3: or gs:", EXAMPLE);
    }
}
