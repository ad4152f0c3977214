package dev.turnstile.definitions.file;

import java.util.Optional;

/** Where the schemas are that definitions name. */
interface SchemaFiles {

    /** The schema that a value names, or is; empty when there is none, which is then among the mistakes. */
    Optional<String> read(Value value);
}
