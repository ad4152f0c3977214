package dev.turnstile.dashboard.requests;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem that the client can do something about. */
public final class ProblemException extends ErrorResponseException {

    private ProblemException(HttpStatus status, String type, String title, String detail) {
        super(status, problem(status, type, title, detail), null);
    }

    /** One thing that is wrong with the request's parameters. */
    public record Fault(String field, String detail) {}

    public static ProblemException unknownPipeline() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-pipeline",
                "There is no such pipeline",
                "Nothing is known of a pipeline of this name; GET /api/pipelines names those that there are.");
    }

    public static ProblemException unknownTable() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-table",
                "There is no such table",
                "No pipeline keeps a table of this name; the page of each pipeline shows those that there are.");
    }

    public static ProblemException noHistory() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "no-history",
                "Older candles are not kept here",
                "This dashboard was started without POSTGRES_URL; what is newer is at /api/results/market.");
    }

    public static ProblemException historyUnreachable() {
        return comeBack(new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "history-unreachable",
                "Older candles cannot be read now",
                "The database does not answer; what is newer is at /api/results/market."));
    }

    public static ProblemException notDefined() {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "not-defined",
                "This pipeline has no definition",
                "Those that have one are at /api/definitions.");
    }

    public static ProblemException invalidParameters(List<Fault> faults) {
        ProblemException exception = new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-parameters",
                "The request's parameters are not what is expected",
                "What is wrong is in 'errors', by parameter.");
        exception.getBody().setProperty("errors", faults);
        return exception;
    }

    public static ProblemException tooManyClients() {
        return comeBack(new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-clients",
                "Too many clients follow the stream",
                "Come back later; the results are also at /api/results/{pipeline}."));
    }

    public static ProblemException notReady() {
        return comeBack(new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-ready",
                "The results are not all read yet",
                "The server was started a moment ago, or cannot reach Kafka."));
    }

    private static ProblemException comeBack(ProblemException exception) {
        exception.getHeaders().set("Retry-After", "2");
        return exception;
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:turnstile:problem:" + type));
        problem.setTitle(title);
        return problem;
    }
}
