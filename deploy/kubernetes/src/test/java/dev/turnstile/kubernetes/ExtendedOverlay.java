package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of an overlay, to whose own kustomization.yaml is added what a file of the tests says: as users are told to do it,
 * and not around the finished overlay, whose images and patches would not be those of what is added.
 */
final class ExtendedOverlay {

    private ExtendedOverlay() {}

    /** Where the copy is. */
    static Path write(String name) {
        try {
            ObjectNode additions = Manifests.yaml(Files.readString(Path.of("src/test/overlays", name + ".yaml")));
            Path overlay = Path.of("overlays", additions.remove("overlay").asText());
            Path root = Path.of("target/overlays", name);
            for (Path directory : List.of(Path.of("base"), Path.of("components"), overlay)) {
                copy(directory, root);
            }
            Path file = root.resolve(overlay).resolve("kustomization.yaml");
            ObjectNode kustomization = Manifests.yaml(Files.readString(file));
            additions
                    .fieldNames()
                    .forEachRemaining(list -> kustomization.withArray(list).addAll((ArrayNode) additions.path(list)));
            Files.writeString(file, new YAMLMapper().writeValueAsString(kustomization));
            return file.getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path directory, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
