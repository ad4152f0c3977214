package dev.turnstile.databases;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs as their makers have packed them into Maven artifacts, unpacked where they can be run. */
public final class Programs {

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path directory;

    /** @param directory where they are, or will be, unpacked; the same one may be used by many at the same time */
    public Programs(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** A directory with {@code bin}, {@code lib} and {@code share}. */
    public Path postgresql() {
        var archive = "/postgres-" + Platform.system() + "-" + (Platform.isArm() ? "arm_64" : "x86_64") + ".txz";
        return unpacked("postgresql", archive, Programs::unpackArchive);
    }

    /** The first of the programs for this machine that runs: the one for amd64 wants OpenSSL 3, another wants nothing. */
    public Path redisServer() {
        for (var candidate : redisCandidates()) {
            var program = unpacked(
                            "redis", "/" + candidate, (in, target) -> unpackProgram(in, target.resolve(candidate)))
                    .resolve(candidate);
            if (runs(program)) {
                return program;
            }
        }
        throw new IllegalStateException(
                "Redis does not run on " + Platform.description() + ". Tried: " + String.join(", ", redisCandidates()));
    }

    private static List<String> redisCandidates() {
        if (Platform.isMac()) {
            return List.of("redis-server-6.2.6-v5-darwin-" + (Platform.isArm() ? "arm64" : "amd64"));
        }
        return Platform.isArm()
                ? List.of("redis-server-6.2.7-linux-arm64")
                : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
    }

    private static boolean runs(Path program) {
        try {
            var process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notForThisMachine) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A directory named for what is in it, so that another version gets another one. */
    private Path unpacked(String name, String resource, Unpacking unpacking) {
        var found = Programs.class.getResource(resource);
        if (found == null) {
            throw new IllegalStateException("There is no " + name + " for " + Platform.description());
        }
        try (var in = found.openStream()) {
            var target = directory.resolve(
                    name + "-" + Integer.toHexString(found.toString().hashCode()));
            if (Files.notExists(target)) {
                Files.createDirectories(directory);
                var half = Files.createTempDirectory(directory, name);
                unpacking.unpack(in, half);
                moveInPlace(half, target);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + name + " to " + directory, e);
        }
    }

    private static void moveInPlace(Path half, Path target) throws IOException {
        Files.setPosixFilePermissions(half, EXECUTABLE);
        try {
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.notExists(target)) {
                throw e;
            }
            // Somebody else was faster.
            delete(half);
        }
    }

    private static void unpackProgram(InputStream in, Path program) throws IOException {
        Files.copy(in, program);
        Files.setPosixFilePermissions(program, EXECUTABLE);
    }

    private static void unpackArchive(InputStream in, Path target) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(archive, entry, target);
            }
        }
    }

    private static void unpack(InputStream archive, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new FileAlreadyExistsException(entry.getName() + " points out of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(archive, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & OWNER_MAY_EXECUTE) == 0 ? READABLE : EXECUTABLE);
        }
    }

    private static void delete(Path root) throws IOException {
        try (var entries = Files.walk(root)) {
            for (var entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    @FunctionalInterface
    private interface Unpacking {
        void unpack(InputStream in, Path target) throws IOException;
    }
}
