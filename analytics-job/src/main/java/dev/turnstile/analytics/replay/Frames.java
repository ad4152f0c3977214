package dev.turnstile.analytics.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one file, as bytes that nothing was done to. */
interface Frames {

    /** The rest of a longer one is thrown away: what is left is too large for a record all the same. */
    int MOST_BYTES = 3 * 1024 * 1024;

    /** The next one; null at the end. */
    byte @Nullable [] next() throws IOException;
}
