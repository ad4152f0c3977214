package dev.turnstile.publishing.body;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A request and the answer to it, which may be written later, without a thread that waits.
 *
 * <p>By the servlet API itself: Spring's way to answer later takes the request through all filters and the dispatcher
 * once more, which costs a third of the throughput (see RATIONALE.md).
 */
public record Exchange(HttpServletRequest request, HttpServletResponse response) {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Writes an answer. */
    @FunctionalInterface
    public interface AnswerWriter<T> {
        void write(T outcome, HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /**
     * Answers once the outcome is there; at once when it is there already.
     *
     * @param outcome completes by itself within the time that a client may be kept waiting, and not exceptionally
     */
    public <T> void answer(CompletableFuture<T> outcome, AnswerWriter<T> writer) throws IOException {
        if (outcome.isDone()) {
            writer.write(outcome.join(), request, response);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        // Not written by the thread that completes the outcome: that is Kafka's, and a client may be slow to read.
        outcome.whenComplete((result, failure) -> async.start(() -> write(async, result, failure, writer)))
                .exceptionally(failure -> {
                    LOG.debug("nobody is left to answer", failure);
                    return null;
                });
    }

    private <T> void write(
            AsyncContext async, @Nullable T result, @Nullable Throwable failure, AnswerWriter<T> writer) {
        try {
            if (result == null) {
                LOG.error("A request failed in a way that nobody thought of", failure);
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            } else {
                writer.write(result, request, response);
            }
        } catch (IOException e) {
            LOG.debug("the client has gone", e);
        } finally {
            async.complete();
        }
    }

    /**
     * A variable of the mapping's path, decoded. Not Spring's own parameter, for whose description springdoc wants a
     * validator.
     *
     * @throws IllegalArgumentException if the path has no such variable
     */
    public String pathVariable(String name) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get(name) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException("the path has no " + name);
    }
}
