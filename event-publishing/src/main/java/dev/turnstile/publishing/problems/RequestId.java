package dev.turnstile.publishing.problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id: in the answer's {@code X-Request-Id}, in every log line, and in a problem's instance.
 *
 * <p>A caller's own id is taken over when it cannot do harm in a log.
 */
public final class RequestId extends OncePerRequestFilter {

    private static final String HEADER = "X-Request-Id";
    private static final String LOGGED_AS = "request_id";
    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestId() {}

    /** A URI for this one request. */
    public static String instanceOf(HttpServletRequest request) {
        // Without one it is a request that did not come through the filter.
        Object id = request.getAttribute(ATTRIBUTE);
        return "urn:turnstile:request:" + (id == null ? UUID.randomUUID() : id);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // The second time is when the answer is there, in another thread.
        String id = request.getAttribute(ATTRIBUTE) instanceof String known ? known : idOf(request);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        MDC.put(LOGGED_AS, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LOGGED_AS);
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static String idOf(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        return given != null && HARMLESS.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
