package dev.turnstile.definitions.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where something stands in a file; lines and columns from 1, columns in characters. */
record Place(int line, int column) {

    static final Place BEGINNING = new Place(1, 1);

    static Place of(Optional<Mark> mark) {
        return mark.map(found -> new Place(found.getLine() + 1, found.getColumn() + 1))
                .orElse(BEGINNING);
    }
}
