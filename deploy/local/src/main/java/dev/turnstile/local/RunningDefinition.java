package dev.turnstile.local;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.ShippedDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** By which definition a pipeline runs here. */
final class RunningDefinition {

    private RunningDefinition() {}

    /** That of its file, or the one that comes with the platform; empty for a pipeline in code. */
    static Optional<Definition> of(String pipeline, DataDirectory data) throws IOException {
        var own = data.definition(pipeline);
        return Files.exists(own) ? Optional.of(DefinitionFile.read(own)) : ShippedDefinitions.named(pipeline);
    }
}
