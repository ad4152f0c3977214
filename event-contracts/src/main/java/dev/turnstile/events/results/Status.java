package dev.turnstile.events.results;

import java.util.Locale;

/** How settled a window's result is. */
public enum Status {
    /** The window is still open; only on {@code analytics-live}. */
    PROVISIONAL,
    /** The watermark has passed the window's end. Revision 0. */
    FINAL,
    /** Late events came within the allowed lateness. Revision 1, 2, … */
    CORRECTED;

    /** As it is written to JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
