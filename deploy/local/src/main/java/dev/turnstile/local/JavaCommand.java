package dev.turnstile.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A command line of the Java that runs the launcher, too. */
final class JavaCommand {

    /** Flink and its serializers reach into the JDK. */
    private static final List<String> OPEN_PACKAGES = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    private final List<String> line = new ArrayList<>();

    /** Sized for a laptop on which many processes share little memory and few processors. */
    JavaCommand(String heap, Path temporary) {
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + heap);
        line.add("-XX:+UseSerialGC");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-Djava.io.tmpdir=" + temporary);
    }

    JavaCommand options(String... options) {
        line.addAll(List.of(options));
        return this;
    }

    /**
     * Compiles quickly instead of well: all processes start at once on few processors, and most have little to do
     * afterwards. Halves what a Spring service needs to start.
     */
    JavaCommand startsQuickly() {
        return options("-XX:TieredStopAtLevel=1");
    }

    JavaCommand openPackages() {
        line.addAll(OPEN_PACKAGES);
        return this;
    }

    List<String> jar(Path jar, String... arguments) {
        line.add("-jar");
        line.add(jar.toString());
        line.addAll(List.of(arguments));
        return List.copyOf(line);
    }

    /** Runs a class with these jars. */
    List<String> main(List<Path> jars, String mainClass, String... arguments) {
        line.add("-cp");
        line.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        line.add(mainClass);
        line.addAll(List.of(arguments));
        return List.copyOf(line);
    }
}
