package dev.turnstile.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Renders as {@code kubectl kustomize} does. Where there is no kubectl, the test that asks is skipped and says so. */
final class Kustomize {

    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    /**
     * An overlay's objects; the caller may change them. There are overlays of the tests' own as well: one of the others and
     * what may be added to it.
     */
    static Manifests overlay(String name) {
        return Manifests.parse(name, RENDERED.computeIfAbsent(name, Kustomize::render));
    }

    private static String render(String name) {
        Assumptions.assumeTrue(isInstalled(), "kubectl is not installed, so that the manifests cannot be rendered");
        Path overlay = Path.of("overlays", name);
        String directory = (Files.isDirectory(overlay) ? overlay : ExtendedOverlay.write(name)).toString();
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", directory)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError("kubectl kustomize " + directory + " ended with " + exit);
            }
            return out;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean isInstalled() {
        try {
            Process version = new ProcessBuilder("kubectl", "version", "--client")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
