package dev.turnstile.events.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the reading of one object and turns every way in which it can fail into a rejection. */
public final class JsonReader {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}]");

    private JsonReader() {}

    /** What reads the fields of one kind of object. */
    @FunctionalInterface
    public interface Fields<T> {
        /** Called inside the object; the result counts only when no problem was noted. */
        Reading<T> read(JsonDocument document) throws IOException;
    }

    /** Reads an HTTP body. Never throws for what is in it. */
    public static <T> Reading<T> read(byte @Nullable [] json, Fields<T> fields) {
        return read(json, JsonDocument.MOST_BYTES, fields);
    }

    /** Reads a record of a topic. Never throws for what is in it. */
    public static <T> Reading<T> readRecord(byte @Nullable [] json, Fields<T> fields) {
        return read(json, JsonDocument.MOST_BYTES_OF_A_RECORD, fields);
    }

    /** Reads a record of a topic whose records are larger than others. Never throws for what is in it. */
    public static <T> Reading<T> readRecord(byte @Nullable [] json, int mostBytes, Fields<T> fields) {
        return read(json, mostBytes, fields);
    }

    private static <T> Reading<T> read(byte @Nullable [] json, int mostBytes, Fields<T> fields) {
        return guarded(() -> {
            try (JsonDocument document = JsonDocument.open(json, mostBytes)) {
                Reading<T> reading = fields.read(document);
                document.end();
                boolean stands = document.problems().isEmpty() || reading instanceof Reading.Ignored<T>;
                return stands ? reading : new Reading.Rejected<>(document.problems());
            }
        });
    }

    /** What reads the tokens of an object, from the first within it to the last of the document. */
    @FunctionalInterface
    public interface Tokens<T> {
        /** Called inside the object. */
        Reading<T> read(JsonParser parser) throws IOException;
    }

    /** Reads an object of at most {@code mostBytes} by its tokens. Never throws for what is in it. */
    public static <T> Reading<T> readTokens(byte @Nullable [] json, int mostBytes, Tokens<T> tokens) {
        return guarded(() -> {
            try (JsonParser parser = JsonDocument.parser(json, mostBytes)) {
                return tokens.read(parser);
            }
        });
    }

    /** What may fail as reading does. */
    @FunctionalInterface
    private interface Attempt<T> {
        Reading<T> read() throws IOException;
    }

    private static <T> Reading<T> guarded(Attempt<T> attempt) {
        try {
            return attempt.read();
        } catch (JsonRejection e) {
            return new Reading.Rejected<>(e.problems());
        } catch (JsonProcessingException e) {
            return Reading.rejected(RejectionReason.MALFORMED_JSON, printable(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be read", e);
        } catch (RuntimeException e) {
            // A fault of the parser, which nobody knows yet, must cost one record: thrown, it would meet the same
            // record again after every restart.
            return Reading.rejected(RejectionReason.MALFORMED_JSON, printable("cannot be parsed: " + e));
        }
    }

    /** The parser quotes what it stumbled over; that goes to logs, headers and terminals. */
    private static String printable(String message) {
        return CONTROL_CHARACTERS.matcher(message).replaceAll("?");
    }
}
