package dev.turnstile.publishing.body;

import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.access.Caller;
import dev.turnstile.publishing.access.RateLimit;
import dev.turnstile.publishing.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
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
        var request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        rateLimit.take(1, request);
        String caller = Caller.of(request);
        IdempotencyKey key = IdempotencyKey.from(Collections.list(request.getHeaders(IdempotencyKey.HEADER)))
                .orElse(null);
        if (parameter.getParameterType() == Submission.class) {
            byte[] body = BodyReader.read(request, JsonDocument.MOST_BYTES);
            return new Submission(request, new Sender(caller, key, System.nanoTime()), body);
        }
        byte[] body = BodyReader.read(request, BatchBody.MOST_BYTES);
        Sender sender = new Sender(caller, key, System.nanoTime());
        boolean isArray =
                MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(request.getContentType()));
        List<byte[]> items = isArray ? BatchBody.ofArray(body) : BatchBody.ofLines(body);
        rateLimit.take(items.size() - 1, request);
        return new BatchSubmission(sender, items);
    }
}
