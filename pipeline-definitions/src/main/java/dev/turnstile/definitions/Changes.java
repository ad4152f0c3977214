package dev.turnstile.definitions;

import java.util.ArrayList;
import java.util.List;

/**
 * What another definition changes for a pipeline that runs: what goes on with the state that there is, and what needs the past
 * computed anew, because results before and after would not be of the same.
 *
 * @param kept a sentence for each change that the running pipeline can take
 * @param anew a sentence for each that needs a backfill
 */
public record Changes(List<String> kept, List<String> anew) {

    public Changes {
        kept = List.copyOf(kept);
        anew = List.copyOf(anew);
    }

    /**
     * Compares two definitions of one pipeline.
     *
     * @throws IllegalArgumentException if they are of different pipelines
     */
    public static Changes between(Definition running, Definition next) {
        if (!running.pipeline().equals(next.pipeline())) {
            throw new IllegalArgumentException(
                    "expected a definition of " + running.pipeline() + ", was one of " + next.pipeline());
        }
        return new Comparison(running, next).changes();
    }

    public boolean needsBackfill() {
        return !anew.isEmpty();
    }

    /** All sentences, those that need a backfill first. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>(anew);
        sentences.addAll(kept);
        return List.copyOf(sentences);
    }
}
