package dev.turnstile.events.video;

import java.util.Locale;

/** Which way a picture is longer. */
public enum Orientation {
    LANDSCAPE,
    PORTRAIT,
    SQUARE;

    /** Landscape above 3:2, portrait below 4:5, square between. Exact, whatever the ratio is rounded to elsewhere. */
    public static Orientation of(int width, int height) {
        if (2L * width > 3L * height) {
            return LANDSCAPE;
        }
        return 5L * width < 4L * height ? PORTRAIT : SQUARE;
    }

    /** As records have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
