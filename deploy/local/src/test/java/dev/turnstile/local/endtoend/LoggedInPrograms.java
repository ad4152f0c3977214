package dev.turnstile.local.endtoend;

import dev.turnstile.kafka.process.BrokerLogins;
import dev.turnstile.kafka.process.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The platform's programs as processes that log in to a broker, each as a user of its own, by their settings. */
final class LoggedInPrograms implements AutoCloseable {

    private static final Path PROJECT = RunningPlatform.PROJECT;

    private final Path directory;
    private final BrokerLogins logins;
    private final KafkaBroker broker;
    private final List<Process> started = new ArrayList<>();

    LoggedInPrograms(Path directory, BrokerLogins logins, KafkaBroker broker) {
        this.directory = directory;
        this.logins = logins;
        this.broker = broker;
    }

    /** Waits for its end; gives what it has printed. */
    String eventSources(String user, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("-jar", jar("event-sources")));
        line.addAll(List.of(arguments));
        Process process = start(user + "-" + arguments[0], login(user), line);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(arguments[0] + " does not end");
        }
        return said(user + "-" + arguments[0]);
    }

    /** Returns at once. */
    void service(String name, int port, int managementPort, Map<String, String> settings) throws IOException {
        Map<String, String> all = login(name);
        all.putAll(settings);
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        all.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        start(name, all, List.of("-jar", jar(name)));
    }

    /** The job's main method with a Flink of its own around it, and all its settings in a file; returns at once. */
    void pipeline(String name) throws IOException {
        String user = "pipeline-" + name;
        Map<String, String> settings = login(user);
        settings.put("CHECKPOINT_DIR", directory.resolve("checkpoints").toUri().toString());
        settings.put("CHECKPOINT_INTERVAL", "1s");
        settings.put("PARALLELISM", "1");
        Path file = Files.write(
                directory.resolve(user + ".settings"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        List<String> line = new ArrayList<>();
        for (String opened : List.of("java.lang", "java.util", "java.time", "java.nio", "sun.nio.ch")) {
            line.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        line.addAll(List.of(
                "-Dlog4j2.configurationFile=" + PROJECT.resolve("deploy/local/replay-log4j2.xml"),
                "-cp",
                jar("analytics-job") + ":" + PROJECT.resolve("deploy/local/flink/target/lib") + "/*",
                "dev.turnstile.analytics.AnalyticsJob",
                "--pipeline=" + name,
                "--settings-file=" + file));
        start(user, Map.of(), line);
    }

    /** All that a program has printed. */
    private String said(String program) throws IOException {
        return Files.readString(log(program));
    }

    private Map<String, String> login(String user) {
        Map<String, String> login = logins.clientSettings(user);
        Map<String, String> settings = new HashMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("KAFKA_SECURITY_PROTOCOL", login.get("security.protocol"));
        settings.put("KAFKA_SASL_MECHANISM", login.get("sasl.mechanism"));
        settings.put("KAFKA_SASL_JAAS_CONFIG", login.get("sasl.jaas.config"));
        return settings;
    }

    private Process start(String program, Map<String, String> settings, List<String> line) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(RunningPlatform.java(), "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(line);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(program).toFile());
        builder.environment().putAll(settings);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path log(String program) {
        return directory.resolve(program + ".log");
    }

    private static String jar(String module) {
        return PROJECT.resolve(module + "/target/" + module + ".jar").toString();
    }

    @Override
    public void close() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
