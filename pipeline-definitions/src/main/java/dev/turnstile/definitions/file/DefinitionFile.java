package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition;
import java.util.Optional;

/** Makes a definition of a file's text. */
public final class DefinitionFile {

    private DefinitionFile() {}

    /**
     * Reads and checks.
     *
     * @param name of the file, for messages
     * @throws MistakesException with everything that is wrong
     */
    public static Definition read(String name, String yaml) {
        return read(name, yaml, value -> value.unexpected("the schema itself"));
    }

    /** Reads and checks a file. */
    public static Definition read(java.nio.file.Path file) throws java.io.IOException {
        return read(String.valueOf(file.getFileName()), java.nio.file.Files.readString(file));
    }

    private static Definition read(String name, String yaml, SchemaFiles schemas) {
        Mistakes mistakes = new Mistakes(name);
        Optional<Definition> definition = Yaml.read(yaml, mistakes)
                .flatMap(node -> Mapping.of(new Value(node, mistakes), Keys.DEFINITION))
                .map(file -> new DefinitionReader(file, schemas).read(yaml));
        if (!mistakes.isEmpty()) {
            throw mistakes.exception();
        }
        return definition.orElseThrow();
    }
}
