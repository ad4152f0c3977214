package dev.turnstile.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration of a one-machine cluster: a JobManager and a TaskManager on 127.0.0.1.
 *
 * <p>What concerns the jobs alone (checkpointing, restarts, state backend) they set themselves, the same in every place.
 *
 * @param slots how many chains of tasks run side by side: parallelism times jobs
 */
public record FlinkConfiguration(
        int restPort, int rpcPort, int slots, StateBackend stateBackend, ObjectStorage objectStorage, Path temporary) {

    private static final String FILE = "config.yaml";
    private static final Pattern REST_PORT = Pattern.compile("rest\\.port: '(\\d+)'");

    private static final int FRAMEWORK_HEAP_MEBIBYTES = 128;
    private static final int HEAP_MEBIBYTES_PER_SLOT = 96;
    private static final int ROCKSDB_MEBIBYTES_PER_SLOT = 64;
    private static final int OFF_HEAP_MEBIBYTES = 128;
    private static final int NETWORK_MEBIBYTES_PER_SLOT = 16;
    private static final int OVERHEAD_MEBIBYTES = 128;
    private static final int METASPACE_MEBIBYTES = 192;
    /** Every job loads its classes for itself. */
    private static final int METASPACE_MEBIBYTES_PER_SLOT = 16;

    /** As Flink's processes know it; in the launcher it cannot be loaded, without Flink's classes. */
    private static final String METRICS_REPORTER = "dev.turnstile.local.flink.LoopbackPrometheusReporter$Factory";

    /** Writes {@code config.yaml} and the logging configuration, which Flink's processes are pointed to. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        writeForOwner(directory.resolve(FILE), yaml());
        try (var logging = Objects.requireNonNull(FlinkConfiguration.class.getResourceAsStream("log4j2.xml"));
                var out = Files.newOutputStream(directory.resolve("log4j2.xml"))) {
            logging.transferTo(out);
        }
    }

    /** The port of the JobManager's REST interface, of whoever was written into this directory last. */
    public static OptionalInt restPort(Path directory) {
        try (var lines = Files.lines(directory.resolve(FILE))) {
            return lines.map(REST_PORT::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(port -> Integer.parseInt(port.group(1)))
                    .findFirst();
        } catch (IOException nothingWritten) {
            return OptionalInt.empty();
        }
    }

    /** An object storage's key may be in it. */
    private static void writeForOwner(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The TaskManager is started as plain Java, so its JVM has to be given the limits that Flink reckons with. */
    public String taskManagerHeap() {
        return FRAMEWORK_HEAP_MEBIBYTES + taskHeapMebibytes() + "m";
    }

    public String taskManagerDirectMemory() {
        return OFF_HEAP_MEBIBYTES + networkMebibytes() + "m";
    }

    /** For either of Flink's processes. */
    public String metaspace() {
        return METASPACE_MEBIBYTES + METASPACE_MEBIBYTES_PER_SLOT * slots + "m";
    }

    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        settings.put("io.tmp.dirs", temporary.toString());

        // All jobs are of one jar, which is on the class path: their classes are loaded, and compiled, once for all of
        // them.
        settings.put("classloader.resolve-order", "parent-first");

        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        settings.put("taskmanager.cpu.cores", Integer.toString(slots));
        settings.put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP_MEBIBYTES + "m");
        settings.put("taskmanager.memory.task.heap.size", taskHeapMebibytes() + "m");
        settings.put("taskmanager.memory.framework.off-heap.size", OFF_HEAP_MEBIBYTES + "m");
        settings.put("taskmanager.memory.task.off-heap.size", "0m");
        settings.put("taskmanager.memory.network.min", networkMebibytes() + "m");
        settings.put("taskmanager.memory.network.max", networkMebibytes() + "m");
        settings.put("taskmanager.memory.managed.size", managedMebibytes() + "m");
        settings.put("taskmanager.memory.jvm-metaspace.size", metaspace());
        settings.put("taskmanager.memory.jvm-overhead.min", OVERHEAD_MEBIBYTES + "m");
        settings.put("taskmanager.memory.jvm-overhead.max", OVERHEAD_MEBIBYTES + "m");

        // Each process is told its port on its command line.
        settings.put("metrics.reporters", "prom");
        settings.put("metrics.reporter.prom.factory.class", METRICS_REPORTER);

        settings.putAll(objectStorage.settings());

        // The JobManager alone decides it, whatever a job asks for.
        settings.put("execution.checkpointing.num-retained", Integer.toString(Checkpoints.RETAINED));

        // A process that was killed is missed after seconds, not after a minute.
        settings.put("heartbeat.interval", "2 s");
        settings.put("heartbeat.timeout", "10 s");
        return settings;
    }

    private int taskHeapMebibytes() {
        return 128 + HEAP_MEBIBYTES_PER_SLOT * slots;
    }

    private int networkMebibytes() {
        return 32 + NETWORK_MEBIBYTES_PER_SLOT * slots;
    }

    private int managedMebibytes() {
        return stateBackend == StateBackend.ROCKSDB ? ROCKSDB_MEBIBYTES_PER_SLOT * slots : 0;
    }

    private String yaml() {
        return settings().entrySet().stream()
                .map(setting -> setting.getKey() + ": '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
