package dev.turnstile.local;

import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Publishes what a backfill has computed: runs the command {@code publish-backfill}, as one does by hand. */
final class BackfillPublishing {

    private final Path project;
    private final int kafka;

    /** @param kafka its port */
    BackfillPublishing(Path project, int kafka) {
        this.project = project;
        this.kafka = kafka;
    }

    /**
     * Results in the place of others that were of something else.
     *
     * @return what the command says
     * @throws CannotGoOn if it fails
     */
    String instead(String pipeline, String suffix) throws IOException, InterruptedException {
        var jar = project.resolve("event-sources/target/event-sources.jar");
        var command = new JavaCommand("1g", project.resolve("event-sources/target"))
                .startsQuickly()
                .jar(
                        jar,
                        "publish-backfill",
                        "--kafka=127.0.0.1:" + kafka,
                        "--pipeline=" + pipeline,
                        "--suffix=" + suffix,
                        "--instead",
                        "--send");
        var said = Files.createTempFile("publish-backfill", ".log");
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            var text = Files.readString(said).strip();
            if (code != 0) {
                throw new CannotGoOn("The results of before are not replaced, or some of them: " + text);
            }
            return text;
        } finally {
            Files.delete(said);
        }
    }
}
