package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The definitions that come with the platform: the files of {@code pipelines/}, which are on the class path. */
public final class ShippedDefinitions {

    private static final String FOLDER = "pipelines";
    private static final String ENDING = ".yaml";

    private ShippedDefinitions() {}

    /** The pipelines' names, which are those of their files, in alphabetical order. */
    public static List<String> names() {
        URL folder = ShippedDefinitions.class.getResource("/" + FOLDER);
        if (folder == null) {
            return List.of();
        }
        try {
            return (folder.openConnection() instanceof JarURLConnection jar ? filesIn(jar) : filesIn(folder))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the definitions in " + folder, e);
        }
    }

    private static Stream<String> filesIn(JarURLConnection connection) throws IOException {
        // Not the one that all share: closing that would end it for the others.
        connection.setUseCaches(false);
        String prefix = FOLDER + "/";
        try (JarFile jar = connection.getJarFile()) {
            return jar.stream()
                    .filter(entry -> entry.getName().startsWith(prefix))
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> filesIn(URL folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (URISyntaxException e) {
            throw new IOException("no folder: " + folder, e);
        }
    }

    /** The definition of this name; empty if none comes with the platform. */
    public static Optional<Definition> named(String name) {
        return text(name).map(yaml -> DefinitionFile.read(FOLDER + "/" + name + ENDING, yaml));
    }

    /** The file of this name. */
    public static Optional<String> text(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        try (InputStream file = ShippedDefinitions.class.getResourceAsStream("/" + FOLDER + "/" + name + ENDING)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the definition " + name, e);
        }
    }
}
