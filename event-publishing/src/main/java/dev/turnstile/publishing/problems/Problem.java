package dev.turnstile.publishing.problems;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 tells it.
 *
 * @param detail one or two sentences for a person; nothing of the client's own text
 * @param errors what is wrong with the body, field by field; mostly empty
 * @param retryAfter when it is worth trying again; null when it never is
 */
public record Problem(
        ProblemKind kind,
        String detail,
        List<Reading.Problem> errors,
        @Nullable Duration retryAfter) {

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), null);
    }

    public static Problem of(ProblemKind kind, String detail, Duration retryAfter) {
        return new Problem(kind, detail, List.of(), retryAfter);
    }

    /** What is wrong with a body, every field at once. */
    public static Problem of(List<Reading.Problem> errors) {
        boolean isTooLarge = errors.stream().anyMatch(error -> error.reason() == RejectionReason.TOO_LARGE);
        return new Problem(
                isTooLarge ? ProblemKind.TOO_LARGE : ProblemKind.INVALID_BODY,
                "What is wrong is in 'errors', by JSON Pointer.",
                errors,
                null);
    }

    public int status() {
        return kind.status();
    }

    /**
     * Writes the problem.
     *
     * @param instance a URI for this occurrence of it
     */
    public byte[] toJson(String instance) {
        return JsonWriter.write(json -> {
            writeTo(json);
            json.text("instance", instance);
        });
    }

    /** Writes the fields of the problem into an object that the caller has begun. */
    public void writeTo(JsonWriter json) throws IOException {
        json.text("type", kind.type())
                .text("title", kind.title())
                .number("status", kind.status())
                .text("detail", detail);
        if (!errors.isEmpty()) {
            json.objects(
                    "errors",
                    errors,
                    (line, error) -> line.text("field", error.field())
                            .text("reason", error.reason().name().toLowerCase(Locale.ROOT))
                            .text("detail", error.detail()));
        }
    }
}
