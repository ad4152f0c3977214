package dev.turnstile.publishing.body;

import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.access.Caller;
import dev.turnstile.publishing.access.RateLimit;
import dev.turnstile.publishing.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes a {@link Submission} or a {@link BatchSubmission} of a request; what is wrong with it so far is thrown. */
final class SubmissionResolver implements HandlerMethodArgumentResolver {

    private final RateLimit rateLimit;

    SubmissionResolver(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Submission.class
                || parameter.getParameterType() == BatchSubmission.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        // The answer is written by the exchange: Spring is not to look for one.
        Objects.requireNonNull(container).setRequestHandled(true);
        var request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(webRequest.getNativeResponse(HttpServletResponse.class));
        Exchange exchange = new Exchange(request, response);
        return parameter.getParameterType() == Submission.class ? submission(exchange) : batch(exchange);
    }

    private Submission submission(Exchange exchange) {
        rateLimit.take(1, exchange.request());
        IdempotencyKey key = key(exchange);
        byte[] body = BodyReader.read(exchange.request(), JsonDocument.MOST_BYTES);
        return new Submission(exchange, sender(exchange, key), body);
    }

    private BatchSubmission batch(Exchange exchange) {
        HttpServletRequest request = exchange.request();
        rateLimit.take(1, request);
        IdempotencyKey key = key(exchange);
        byte[] body = BodyReader.read(request, BatchBody.MOST_BYTES);
        Sender sender = sender(exchange, key);
        List<byte[]> items = items(MediaType.parseMediaType(request.getContentType()), body);
        rateLimit.take(items.size() - 1, request);
        return new BatchSubmission(exchange, sender, items);
    }

    private static List<byte[]> items(MediaType type, byte[] body) {
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON)) {
            return BatchBody.ofLines(body);
        }
        return type.getSubtype().equals("csv") ? BatchBody.ofRows(body) : BatchBody.ofArray(body);
    }

    private static @Nullable IdempotencyKey key(Exchange exchange) {
        return IdempotencyKey.from(Collections.list(exchange.request().getHeaders(IdempotencyKey.HEADER)))
                .orElse(null);
    }

    private static Sender sender(Exchange exchange, @Nullable IdempotencyKey key) {
        return new Sender(Caller.of(exchange.request()), key, System.nanoTime());
    }
}
