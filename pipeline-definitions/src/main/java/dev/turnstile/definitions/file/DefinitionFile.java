package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a definition of a file's text. */
public final class DefinitionFile {

    private static final int MOST_BYTES = 1 << 20;

    private DefinitionFile() {}

    /**
     * Reads and checks.
     *
     * @param name of the file, for messages
     * @throws MistakesException with everything that is wrong
     */
    public static Definition read(String name, String yaml) {
        return read(name, yaml, new SchemaFiles(null));
    }

    /**
     * Reads and checks a file; a schema that it names lies beside it.
     *
     * @throws MistakesException with everything that is wrong
     * @throws IOException if it cannot be read
     */
    public static Definition read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("expected a definition of at most " + MOST_BYTES + " bytes: " + file);
        }
        return read(
                name,
                Files.readString(file),
                new SchemaFiles(file.toAbsolutePath().getParent()));
    }

    /** Whether a word on a command line is a definition's file, and no pipeline's name. */
    public static boolean isMeantBy(String word) {
        return word.contains("/") || word.endsWith(".yaml") || word.endsWith(".yml");
    }

    private static Definition read(String name, String yaml, SchemaFiles schemas) {
        // Some editors begin a file with a mark of its encoding, which is no part of it.
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        Mistakes mistakes = new Mistakes(name, text);
        Optional<Definition> definition = Yaml.read(text, mistakes)
                .flatMap(node -> Mapping.of(new Value(node, mistakes), Keys.DEFINITION))
                .map(file -> new DefinitionReader(file, schemas).read(text));
        if (!mistakes.isEmpty()) {
            throw mistakes.exception();
        }
        return definition.orElseThrow();
    }
}
