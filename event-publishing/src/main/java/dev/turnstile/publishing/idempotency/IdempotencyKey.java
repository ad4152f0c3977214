package dev.turnstile.publishing.idempotency;

import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of the header {@code Idempotency-Key}, as in draft-ietf-httpapi-idempotency-key-header.
 *
 * <p>The draft wants the key in double quotes, most clients send it without; both name the same key.
 *
 * @param value 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,253}[\\x21-\\x7E])?");

    /**
     * Takes the key from a request's headers.
     *
     * @param headers each value of the header that the request has
     * @throws ProblemException if there are several, or the only one is not usable
     */
    public static Optional<IdempotencyKey> from(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String value = unquoted(headers.get(0).strip());
        if (headers.size() > 1 || !USABLE.matcher(value).matches()) {
            throw new ProblemException(Problem.of(
                    ProblemKind.INVALID_IDEMPOTENCY_KEY,
                    "Expected one key of 1 to 255 printable ASCII characters, a UUID for example."));
        }
        return Optional.of(new IdempotencyKey(value));
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
