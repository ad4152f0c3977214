package dev.turnstile.kafka.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The directory with the broker's own jars; they never mix with the class path of whoever starts the broker. */
public record BrokerJars(Path directory) {

    public BrokerJars {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("Expected the Kafka broker's jars in " + directory.toAbsolutePath()
                    + ", which is not there. Put them there with: ./mvnw -pl kafka-process process-resources");
        }
    }

    /** The jars that the build of this module put beside its classes, in {@code kafka-process/target/broker}. */
    public static BrokerJars ofTheBuild() {
        try {
            // target/classes or target/kafka-process-<version>.jar
            var classes = Path.of(BrokerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new BrokerJars(classes.resolveSibling("broker"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this module's classes is not a path", e);
        }
    }

    /** Sorted: the same on every machine, whatever order the file system lists them in. */
    String classPath() {
        try (var jars = Files.list(directory)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the broker's jars in " + directory, e);
        }
    }
}
