package dev.turnstile.sources.video;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The ffmpeg program. */
final class Ffmpeg {

    static final String PROGRAM = "ffmpeg";

    private static final String MISSING = "the ffmpeg program is needed for this source and is not there; install it"
            + " (apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg), or send --source generated or a"
            + " folder of JPEGs, which need nothing";

    private Ffmpeg() {}

    static boolean isInstalled() {
        try {
            Process version = new ProcessBuilder(PROGRAM, "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Says in one line what to do when there is none.
     *
     * @throws IOException if it is not there
     */
    static void requireInstalled() throws IOException {
        if (!isInstalled()) {
            throw new IOException(MISSING);
        }
    }
}
