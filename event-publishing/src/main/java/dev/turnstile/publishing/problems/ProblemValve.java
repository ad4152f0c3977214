package dev.turnstile.publishing.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Writes Tomcat's own errors, those of requests that never got as far as Spring, as problems. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemKind kind = ProblemKind.ofStatus(status);
        byte[] problem = Problem.of(kind, ProblemAdvice.detail(kind)).toJson("urn:uuid:" + UUID.randomUUID());
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(new String(problem, StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            // The client has gone: there is nobody to tell.
            container.getLogger().debug("no problem could be written", e);
        }
    }
}
