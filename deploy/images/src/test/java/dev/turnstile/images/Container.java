package dev.turnstile.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An image's process, started in the image's file system by chroot: as the image's user, with its environment, and with a
 * root that is read-only but for what is mounted over it. What it shares with this machine, other than in an engine's
 * container, are the network and the list of processes.
 */
final class Container implements AutoCloseable {

    /** STORAGE (four words), CONTAINER, USER, directories of its own, a directory that is shared as /state; command. */
    private static final String START = """
            root=$(buildah "$1" "$2" "$3" "$4" mount "$5")
            user=$6 writable=$7 state=$8
            shift 8
            mount --bind "$root" "$root"
            mount -o remount,bind,ro "$root"
            for directory in $writable; do mount -t tmpfs -o mode=1777 tmpfs "$root$directory"; done
            [ -z "$state" ] || mount --bind "$state" "$root/state"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount --bind /etc/hosts "$root/etc/hosts"
            exec chroot --userspec="$user" "$root" "$@"
            """;

    private static final long LONGEST_STOP_SECONDS = 40;

    private final Image image;
    private final Map<String, String> environment;
    private final Path log;
    private final Process process;

    private Container(Image image, Map<String, String> environment, Path log, Process process) {
        this.image = image;
        this.environment = environment;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts an image's process.
     *
     * @param environment beside the image's own
     * @param state a directory that becomes {@code /state}, or an empty text
     * @param writable what gets a small file system of its own, as {@code emptyDir} in the manifests
     * @param arguments instead of the image's own; none are the image's own
     */
    static Container start(
            Image image,
            Path log,
            Map<String, String> environment,
            String state,
            List<String> writable,
            List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh", "-ec", START, "start"));
        line.addAll(Images.storage());
        line.addAll(List.of(Images.container(image), image.user(), String.join(" ", writable), state));
        line.addAll(image.entrypoint());
        line.addAll(arguments.isEmpty() ? image.command() : arguments);
        Process process = builder(line, image, environment)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Container(image, environment, log, process);
    }

    /** Runs the image's health check beside the process, as an engine does. */
    boolean isHealthy() {
        try {
            Path root = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "root"));
            List<String> line =
                    new ArrayList<>(List.of("nsenter", "--target", Long.toString(process.pid()), "--mount", "chroot"));
            line.addAll(List.of("--userspec=" + image.user(), root.toString()));
            line.addAll(image.healthCheck().subList(1, image.healthCheck().size()));
            Process check = builder(line, image, environment)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its line in {@code /proc/PID/status}: real, effective, saved and file system's user. */
    String users() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .orElseThrow();
    }

    /** The options of its root's mount, such as "ro,relatime". */
    String rootMount() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "mountinfo")).stream()
                .map(line -> List.of(line.split(" ", -1)))
                .filter(fields -> fields.get(4).equals("/"))
                .map(fields -> fields.get(5))
                .findFirst()
                .orElseThrow();
    }

    String logged() {
        try {
            return Files.readString(log) + (process.isAlive() ? "" : "Ended with " + process.exitValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code; it must end by itself. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    /** SIGTERM, and its exit code; -1 for one that had to be killed. */
    int stop() throws InterruptedException {
        process.destroy();
        if (process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly().waitFor();
        return -1;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static ProcessBuilder builder(List<String> line, Image image, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().put("HOME", "/");
        builder.environment().putAll(image.environment());
        builder.environment().putAll(environment);
        return builder;
    }
}
