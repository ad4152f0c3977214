package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar is not among the launcher's: it is asked, as one asks it by hand. */
class PipelinesIT {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final String BEFORE_THE_NAMES = "with one of ";

    @TempDir
    private Path directory;

    @Test
    void the_launcher_carries_the_pipelines_that_the_job_has_and_no_others() throws Exception {
        var said = Files.createFile(directory.resolve("said"));
        var job = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        PROJECT.resolve("analytics-job/target/analytics-job.jar") + File.pathSeparator
                                + PROJECT.resolve("deploy/local/flink/target/lib") + "/*",
                        "dev.turnstile.analytics.AnalyticsJob")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(job.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(Files.readAllLines(said))
                .filteredOn(line -> line.contains(BEFORE_THE_NAMES))
                .singleElement()
                .satisfies(line -> assertThat(names(line)).isEqualTo(Pipelines.names()));
    }

    private static List<String> names(String line) {
        return List.of(line.substring(line.indexOf(BEFORE_THE_NAMES) + BEFORE_THE_NAMES.length())
                .split(", "));
    }
}
