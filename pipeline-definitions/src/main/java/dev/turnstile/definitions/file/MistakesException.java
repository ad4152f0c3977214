package dev.turnstile.definitions.file;

import java.util.List;
import java.util.stream.Collectors;

/** A definition's file has mistakes; its message has one on each line. */
public final class MistakesException extends RuntimeException {

    private final transient List<Mistake> mistakes;

    public MistakesException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
