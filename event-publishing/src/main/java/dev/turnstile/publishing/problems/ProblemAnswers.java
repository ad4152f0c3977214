package dev.turnstile.publishing.problems;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes answers of problems, and counts them by kind. */
public final class ProblemAnswers {

    private final Map<ProblemKind, Counter> counters = new EnumMap<>(ProblemKind.class);

    public ProblemAnswers(MeterRegistry metrics) {
        for (ProblemKind kind : ProblemKind.values()) {
            counters.put(
                    kind,
                    Counter.builder("turnstile.problems")
                            .description("Requests, and items of batches, that were answered with a problem")
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
    }

    /** For an item of a batch, whose problem is within the answer. */
    public void count(Problem problem) {
        Objects.requireNonNull(counters.get(problem.kind())).increment();
    }

    public ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
        return answer(problem, request, HttpHeaders.EMPTY);
    }

    ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request, HttpHeaders more) {
        count(problem);
        var answer =
                ResponseEntity.status(problem.status()).headers(more).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(problem));
        }
        return answer.body(problem.toJson(RequestId.instanceOf(request)));
    }

    /** For whoever writes to the response itself. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        count(problem);
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.retryAfter() != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(problem));
        }
        byte[] body = problem.toJson(RequestId.instanceOf(request));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String seconds(Problem problem) {
        return problem.retryAfter() == null
                ? "0"
                : Long.toString(Math.max(1, problem.retryAfter().toSeconds()));
    }
}
