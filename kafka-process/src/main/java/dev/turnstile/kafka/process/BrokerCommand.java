package dev.turnstile.kafka.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The command that starts a broker, and what has to be on disk before it can. */
public final class BrokerCommand {

    /** Kafka wants 16 bytes in base64; these read "turnstile-local!". */
    private static final String CLUSTER_ID = "dHVybnN0aWxlLWxvY2FsIQ";

    private static final int LONGEST_FORMAT_SECONDS = 60;

    private final BrokerConfiguration configuration;
    private final BrokerJars jars;

    public BrokerCommand(BrokerConfiguration configuration, BrokerJars jars) {
        this.configuration = configuration;
        this.jars = jars;
    }

    /** Writes the settings and, the first time, formats the storage; afterwards {@link #line()} can be run. */
    public void prepare() throws InterruptedException {
        try {
            Files.createDirectories(configuration.directory());
            writeSettings();
            writeLogging();
            if (Files.notExists(configuration.topics().resolve("meta.properties"))) {
                format();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the broker's directory " + configuration.directory(), e);
        }
    }

    /** The broker, in the foreground; it logs to standard output and stops in order on SIGTERM. */
    public List<String> line() {
        return java(List.of("-Xms64m", "-Xmx320m"), "kafka.Kafka", List.of());
    }

    private void writeSettings() throws IOException {
        var properties = new Properties();
        properties.putAll(configuration.settings());
        try (var out = Files.newOutputStream(configuration.properties())) {
            properties.store(out, "Written at every start; changes here are lost");
        }
    }

    private void writeLogging() throws IOException {
        try (var in = Objects.requireNonNull(BrokerCommand.class.getResourceAsStream("log4j2.xml"));
                var out = Files.newOutputStream(configuration.logging())) {
            in.transferTo(out);
        }
    }

    private void format() throws IOException, InterruptedException {
        var log = configuration.directory().resolve("format.log");
        var arguments = new ArrayList<>(List.of("format", "--cluster-id", CLUSTER_ID));
        arguments.addAll(configuration.formatArguments());
        arguments.add("--config");
        var format = new ProcessBuilder(
                        java(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), "kafka.tools.StorageTool", arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!format.waitFor(LONGEST_FORMAT_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
                throw new IllegalStateException(
                        "Kafka could not format " + configuration.topics() + ":\n" + Files.readString(log));
            }
        } finally {
            format.destroyForcibly();
        }
    }

    /** Both tools take the settings file as their last argument. */
    private List<String> java(List<String> options, String mainClass, List<String> arguments) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(options);
        line.add("-XX:+UseSerialGC");
        line.add("-Djava.awt.headless=true");
        line.add("-Dlog4j2.configurationFile=" + configuration.logging());
        line.add("-cp");
        line.add(jars.classPath());
        line.add(mainClass);
        line.addAll(arguments);
        line.add(configuration.properties().toString());
        return List.copyOf(line);
    }
}
