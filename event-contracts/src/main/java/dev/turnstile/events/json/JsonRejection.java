package dev.turnstile.events.json;

import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.RejectionReason;
import java.io.IOException;
import java.util.List;

/** Ends the reading of a document that cannot be read on. Never leaves the readers: they turn it into a rejection. */
public final class JsonRejection extends IOException {

    private final transient List<Problem> problems;

    public JsonRejection(RejectionReason reason, String detail) {
        this(List.of(new Problem("", reason, detail)));
    }

    JsonRejection(List<Problem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Poison is common under attack, and nobody reads this trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
