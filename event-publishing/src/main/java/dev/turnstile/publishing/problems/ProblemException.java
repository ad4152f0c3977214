package dev.turnstile.publishing.problems;

/** Ends a request with a problem; {@link ProblemAdvice} makes the answer of it. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // No stack trace: the client is at fault, or overload is, and nobody reads it.
        super(problem.kind().name() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
