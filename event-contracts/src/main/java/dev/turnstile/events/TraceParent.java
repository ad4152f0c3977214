package dev.turnstile.events;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sampled trace that an event is part of, as a header of its record; an event of a request that is not sampled has none.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId of what caused the record, 16 hexadecimal digits
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record TraceParent(String traceId, String spanId) {

    /** The header's name. */
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;

    /** Version 00, and the flag that says: sampled. */
    private static final Pattern SAMPLED = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f][13579bdf]");

    /** As the header has it. */
    public byte[] toHeader() {
        return ("00-" + traceId + "-" + spanId + "-01").getBytes(StandardCharsets.US_ASCII);
    }

    /** The header's text among those of a record; null, as for most records, if it has none that can be gone on with. */
    public static @Nullable String in(Map<String, byte[]> headers) {
        byte[] header = headers.isEmpty() ? null : headers.get(HEADER);
        return header == null || of(header).isEmpty() ? null : new String(header, StandardCharsets.US_ASCII);
    }

    /** What a header says, whoever wrote it; empty if that is nothing that can be gone on with, or not sampled. */
    public static Optional<TraceParent> of(byte[] header) {
        if (header.length != LENGTH) {
            return Optional.empty();
        }
        var parts = SAMPLED.matcher(new String(header, StandardCharsets.US_ASCII));
        return parts.matches() ? Optional.of(new TraceParent(parts.group(1), parts.group(2))) : Optional.empty();
    }
}
