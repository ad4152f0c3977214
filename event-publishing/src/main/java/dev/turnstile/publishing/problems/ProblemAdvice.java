package dev.turnstile.publishing.problems;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Turns whatever ends a request early, ours or Spring's, into a problem. */
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemAnswers answers;

    ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> answer(Exception failure, HttpServletRequest request) {
        if (failure instanceof AsyncRequestNotUsableException) {
            // The client has gone: there is nobody to answer.
            return null;
        }
        if (failure instanceof ProblemException ours) {
            return answers.answer(ours.problem(), request);
        }
        if (failure instanceof ErrorResponse known) {
            ProblemKind kind = ProblemKind.ofStatus(known.getStatusCode().value());
            // Spring's headers say which methods and media types would do.
            return answers.answer(Problem.of(kind, detail(kind)), request, known.getHeaders());
        }
        LOG.error("A request failed in a way that nobody thought of", failure);
        return answers.answer(Problem.of(ProblemKind.INTERNAL, detail(ProblemKind.INTERNAL)), request);
    }

    static String detail(ProblemKind kind) {
        return switch (kind) {
            case NOT_FOUND -> "See /v3/api-docs for what is here.";
            case METHOD_NOT_ALLOWED -> "The header Allow names the methods that are.";
            case NOT_ACCEPTABLE -> "Answers are application/json, errors application/problem+json.";
            case UNSUPPORTED_MEDIA_TYPE -> "The header Accept names the kinds that are read.";
            case INTERNAL -> "It is logged under the id in 'instance'. A retry with the same Idempotency-Key is safe.";
            default -> "The request is not one that is understood here.";
        };
    }
}
