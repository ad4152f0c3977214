package dev.turnstile.publishing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that cannot start says why in one line, as a process of its own. */
public abstract class StartContract extends ServiceContract {

    private static final long LONGEST_START_SECONDS = 120;

    @TempDir
    private Path directory;

    protected StartContract(ServiceUnderTest service) {
        super(service);
    }

    @ParameterizedTest
    @CsvSource({"KAFKA_BOOTSTRAP_SERVERS,localhost", "API_KEYS,secret", "SERVER_PORT,http", "SERVER_ADDRESS,192.0.2.1"})
    void a_bad_setting_ends_it_with_one_line(String name, String value) throws Exception {
        assertThat(endOf(Map.of(name, value)))
                .singleElement()
                .asString()
                .startsWith("Cannot start: " + name + " must be ")
                .contains("Example: " + name + "=");
    }

    @Test
    void a_taken_port_ends_it_with_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            List<String> lines = endOf(Map.of("SERVER_PORT", port, "MANAGEMENT_SERVER_PORT", "0"));

            assertThat(lines)
                    .filteredOn(line -> !line.contains(" INFO ") && !line.contains(" WARN "))
                    .singleElement()
                    .asString()
                    .startsWith("Cannot start: ")
                    .contains(port, "already in use");
        }
    }

    /** What it says, after it has ended with status 1. */
    private List<String> endOf(Map<String, String> settings) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                service().main().getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        // Kafka is not there; nobody asks for it either.
        builder.environment().putIfAbsent("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
