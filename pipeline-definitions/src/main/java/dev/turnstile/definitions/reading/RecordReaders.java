package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;

/** Compiles readers. */
public final class RecordReaders {

    private RecordReaders() {}

    /** What reads the records of a definition, in its format. */
    public static RecordReader of(Definition definition) {
        throw new UnsupportedOperationException(definition.pipeline());
    }
}
