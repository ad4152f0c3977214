package dev.turnstile.analytics.video;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the pipeline can be told.
 *
 * @param framesPerSecond expected, by source; {@value #ANY} is for all others
 * @param silentAfter no frame from a source for so long is worth an alert
 * @param forgottenAfter a source that was silent for so long is forgotten, so that the sources that ever were are not
 *     kept for ever
 * @param frozenAfter neither is the same picture for so long
 * @param blackBelow mean luma, 0 to 255, below which a picture is black; studio black is 16
 * @param mostPixels of a picture that is decoded, at one byte each and colour
 */
record VideoSettings(
        Map<String, Double> framesPerSecond,
        Duration silentAfter,
        Duration forgottenAfter,
        Duration frozenAfter,
        double blackBelow,
        int mostPixels)
        implements Serializable {

    private static final String ANY = "*";
    private static final String USUAL = "webcam=30,generated=10,*=25";

    /** 4096 × 4096, which is 48 MiB once it is decoded. */
    private static final int USUAL_MOST_PIXELS = 1 << 24;

    private static final double MOST_FRAMES_PER_SECOND = 1_000;

    private static final String SILENT_AFTER = "VIDEO_SILENT_AFTER";
    private static final String FORGOTTEN_AFTER = "VIDEO_FORGOTTEN_AFTER";

    VideoSettings {
        framesPerSecond = Map.copyOf(framesPerSecond);
        if (forgottenAfter.compareTo(silentAfter) <= 0) {
            throw new SettingException(FORGOTTEN_AFTER, "must be longer than " + SILENT_AFTER, "24h");
        }
    }

    /**
     * Reads the settings.
     *
     * @throws dev.turnstile.analytics.settings.SettingException if one is malformed
     */
    static VideoSettings from(Environment environment) {
        return new VideoSettings(
                environment.parsed("VIDEO_EXPECTED_FPS", rates(USUAL), USUAL, VideoSettings::rates),
                environment.duration(SILENT_AFTER, Duration.ofSeconds(10), "10s"),
                environment.duration(FORGOTTEN_AFTER, Duration.ofHours(24), "24h"),
                environment.duration("VIDEO_FROZEN_AFTER", Duration.ofSeconds(10), "10s"),
                environment.parsed("VIDEO_BLACK_BELOW", 16.0, "16", text -> number(text, 255)),
                environment.parsed(
                        "VIDEO_MOST_PIXELS", USUAL_MOST_PIXELS, "16777216", text -> (int) number(text, 1 << 28)));
    }

    double expectedFps(String source) {
        return framesPerSecond.getOrDefault(source, framesPerSecond.getOrDefault(ANY, 25.0));
    }

    private static Map<String, Double> rates(String text) {
        Map<String, Double> rates = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected source=rate");
            }
            rates.put(
                    entry.substring(0, equals).strip(),
                    number(entry.substring(equals + 1).strip(), MOST_FRAMES_PER_SECOND));
        }
        return rates;
    }

    private static double number(String text, double most) {
        double number = Double.parseDouble(text);
        if (!(number > 0 && number <= most)) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }
}
