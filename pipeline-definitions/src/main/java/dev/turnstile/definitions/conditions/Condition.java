package dev.turnstile.definitions.conditions;

import dev.turnstile.definitions.reading.Row;
import java.io.Serializable;
import java.util.Set;

/**
 * A condition, compiled: it holds or does not, and never throws.
 *
 * <p>What is said of a value that is absent is neither true nor false: neither a comparison with it holds nor its opposite,
 * and the rest of the condition decides where it can (Kleene's logic: {@code false && unknown} is false, {@code true ||
 * unknown} is true).
 */
public final class Condition implements Serializable {

    private final Judgement judgement;
    private final Set<Integer> fields;

    Condition(Judgement judgement, Set<Integer> fields) {
        this.judgement = judgement;
        this.fields = Set.copyOf(fields);
    }

    public boolean holds(Row row) {
        return judgement.of(row) == Judgement.TRUE;
    }

    /** The indexes of what it looks at. */
    public Set<Integer> fields() {
        return fields;
    }
}
