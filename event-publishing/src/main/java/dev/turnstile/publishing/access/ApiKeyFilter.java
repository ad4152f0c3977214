package dev.turnstile.publishing.access;

import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemAnswers;
import dev.turnstile.publishing.problems.ProblemKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who shows an API key, as {@code Authorization: Bearer …}; everyone, when none are set. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final ProblemAnswers answers;

    ApiKeyFilter(ApiKeys keys, ProblemAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (keys.isEveryoneLetIn()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<String> caller = key(request).flatMap(keys::callerOf);
        if (caller.isPresent()) {
            Caller.set(request, caller.get());
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answers.write(
                Problem.of(ProblemKind.UNAUTHENTICATED, "Send a known key as 'Authorization: Bearer <key>'."),
                request,
                response);
    }

    private static Optional<String> key(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
