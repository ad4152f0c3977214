package dev.turnstile.publishing.problems;

import java.util.Locale;

/** Every kind of error there is. Its name in lower case is in the problem's type; clients may rely on it. */
public enum ProblemKind {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_BODY(400, "The body is not what is expected"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is not usable"),
    UNAUTHENTICATED(401, "An API key is required"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not supported here"),
    NOT_ACCEPTABLE(406, "No acceptable form of the answer"),
    REQUEST_TIMEOUT(408, "The body came too slowly"),
    STILL_IN_FLIGHT(409, "The first request with this key is not answered yet"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a kind that is not read"),
    KEY_REUSED(422, "The key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    OVERLOADED(503, "Too much is under way"),
    NOT_PUBLISHED(503, "Kafka cannot be reached"),
    OUTCOME_UNKNOWN(503, "Kafka did not answer in time");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem's type, a URN such as {@code urn:turnstile:problem:invalid-body}. */
    public String type() {
        return "urn:turnstile:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind for an error that is known by its status only. */
    static ProblemKind ofStatus(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return status < 500 ? BAD_REQUEST : INTERNAL;
    }
}
