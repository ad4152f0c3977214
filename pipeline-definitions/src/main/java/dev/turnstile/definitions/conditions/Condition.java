package dev.turnstile.definitions.conditions;

import dev.turnstile.definitions.reading.Row;
import java.io.Serializable;
import java.util.Set;

/** A condition over the fields of a record, compiled: it holds or does not, and never throws. */
public interface Condition extends Serializable {

    /** Whether it holds. A comparison with a field that is absent does not hold, and neither does its opposite. */
    boolean holds(Row row);

    /** The indexes of the fields that it looks at. */
    Set<Integer> fields();
}
