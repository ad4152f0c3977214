package dev.turnstile.publishing.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnstile.events.csv.CsvRows;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a batch into its items, each to be read on its own, so that one that is bad spoils no other. */
final class BatchBody {

    static final int MOST_BYTES = 1024 * 1024;
    static final int MOST_ITEMS = 1_000;

    private static final JsonFactory JSON = new JsonFactory();

    private BatchBody() {}

    /** Cuts JSON lines; blank ones are passed over. */
    static List<byte[]> ofLines(byte[] body) {
        List<byte[]> items = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                if (!isBlank(body, start, i)) {
                    add(Arrays.copyOfRange(body, start, i), items);
                }
                start = i + 1;
            }
        }
        return notEmpty(items);
    }

    /** Cuts CSV; blank lines are passed over. */
    static List<byte[]> ofRows(byte[] body) {
        List<byte[]> items = new ArrayList<>();
        CsvRows.all(body).forEach(row -> add(row, items));
        return notEmpty(items);
    }

    /** Cuts a JSON array, which must be well-formed as a whole. */
    static List<byte[]> ofArray(byte[] body) {
        // The parser would guess UTF-16 and UTF-32 from zero bytes and byte order marks.
        if (body.length > 1 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFE) == 0xFE)) {
            throw malformed("Expected UTF-8.");
        }
        List<byte[]> items = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw malformed("Expected a JSON array, or JSON lines as application/x-ndjson.");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                // Reads a string or a number to its end, which the parser puts off.
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                add(Arrays.copyOfRange(body, start, end), items);
            }
            if (parser.nextToken() != null) {
                throw malformed("Expected nothing after the array.");
            }
        } catch (JsonProcessingException e) {
            throw malformed("The array is not well-formed JSON, so none of it was read.");
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail to be read", e);
        }
        return notEmpty(items);
    }

    private static void add(byte[] item, List<byte[]> items) {
        if (items.size() == MOST_ITEMS) {
            throw new ProblemException(
                    Problem.of(ProblemKind.TOO_LARGE, "At most " + MOST_ITEMS + " items are read at once."));
        }
        items.add(item);
    }

    private static List<byte[]> notEmpty(List<byte[]> items) {
        if (items.isEmpty()) {
            throw malformed("Expected at least one item.");
        }
        return items;
    }

    private static boolean isBlank(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemKind.INVALID_BODY, detail));
    }
}
