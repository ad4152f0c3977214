package dev.turnstile.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The images, built by {@code deploy/images/build} into a storage of the tests' own. */
final class Images {

    static final String VERSION = "0.1.0";

    static final List<String> SERVICES =
            List.of("booking-service", "order-service", "event-service", "results-dashboard");

    static final List<String> ALL = Stream.concat(SERVICES.stream(), Stream.of("event-sources", "analytics-job"))
            .toList();

    private static final Path STORAGE = Path.of("target/containers").toAbsolutePath();

    private Images() {}

    /** Why images can not be built and started here, if so. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (!Command.isInstalled("buildah")) {
            return Optional.of("buildah is not installed (apt-get install buildah)");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("only root can make the images' file systems");
        }
        Process mount = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt").start();
        return mount.waitFor() == 0 ? Optional.empty() : Optional.of("file systems cannot be mounted here");
    }

    /** All of them; the bases are kept from one run to the next. */
    static void build() throws IOException, InterruptedException {
        Command.run("./build", "--storage", STORAGE.toString());
    }

    static Image image(String process) throws IOException, InterruptedException {
        String name = "turnstile/" + process + ":" + VERSION;
        return Image.of(name, Command.run(buildah("inspect", "--type", "image", name)));
    }

    /** A new container of an image: its file system, mounted by whoever starts a process in it. */
    static String container(Image image) throws IOException, InterruptedException {
        return Command.run(buildah("from", "--pull-never", image.name())).strip();
    }

    static void removeContainers() throws IOException, InterruptedException {
        if (Files.exists(STORAGE)) {
            Command.run(buildah("rm", "--all"));
        }
    }

    /** Where it keeps things, for {@link #buildah} and whoever calls it by other ways. */
    static List<String> storage() {
        return List.of(
                "--root", STORAGE.resolve("root").toString(),
                "--runroot", STORAGE.resolve("run").toString());
    }

    /** What it mounts is seen by nobody else, and goes when it ends. */
    private static String[] buildah(String... arguments) {
        List<String> line = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "buildah"));
        line.addAll(storage());
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }
}
