package dev.turnstile.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Ends the children when the launcher itself is killed and cannot do it any more.
 *
 * <p>A shell that waits for the end of its standard input, which the launcher holds open and the system closes whatever
 * the launcher dies of. What has a process-id file then is ended. After an orderly stop there are no such files.
 */
public final class OrphanGuard {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            cat >/dev/null
            cd "$1" || exit 0
            for file in *.pid; do [ -e "$file" ] && kill "$(cat "$file")"; done
            for second in 1 2 3 4 5 6 7 8 9 10; do
                alive=
                for file in *.pid; do [ -e "$file" ] && kill -0 "$(cat "$file")" && alive=yes; done
                [ -z "$alive" ] && break
                sleep 1
            done
            for file in *.pid; do [ -e "$file" ] && kill -9 "$(cat "$file")"; done
            rm -f -- *.pid
            """;

    private final Process shell;

    public OrphanGuard(Path pids) {
        try {
            shell = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "turnstile-orphan-guard", pids.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the shell that guards against orphans", e);
        }
    }

    /** To be called when all children have ended. */
    public void release() throws IOException, InterruptedException {
        shell.getOutputStream().close();
        shell.waitFor(5, TimeUnit.SECONDS);
    }
}
