package dev.turnstile.events.json;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.turnstile.events.Decimals;
import dev.turnstile.events.Money;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Times;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object in a single pass, field by field, and collects everything that is wrong with it.
 *
 * <p>The caller loops over {@link #nextField()} and, for each name that it knows, calls the reader of the type that it
 * expects; a reader returns null after it has noted a problem, and for JSON's null. Values that it never asks for are
 * skipped. Used for HTTP bodies and for records on topics, so that both doors have one lock.
 */
public final class JsonDocument implements Closeable {

    /** The largest HTTP body that is read, in bytes: 64 KiB. */
    public static final int MOST_BYTES = 64 * 1024;

    /**
     * The largest record that is read, in bytes: 128 KiB. An event is written longer than the body that asked for it,
     * by ids, times and {@code .00}; what came in by the one door must not be turned away at the other.
     */
    public static final int MOST_BYTES_OF_A_RECORD = 2 * MOST_BYTES;

    /** The longest name, in Unicode characters, of anything: an id, a show, a user. */
    public static final int MOST_CHARACTERS = 128;

    private static final int MOST_DIGITS = 40;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(4 * 1024)
                    .maxNameLength(1024)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private static final String HALF_A_PAIR = "expected whole characters, there was half a surrogate pair";
    private static final int MOST_PROBLEMS = 20;
    /** Of one object, of those that are asked for: each is compared with all before it. */
    private static final int MOST_FIELDS = 500;

    private final byte[] source;
    private final JsonParser parser;
    private List<Problem> problems = List.of();
    private String[] namesRead = new String[8];
    private int firstOfObject;
    private int namesCount;
    /** In an object, and none of its fields stepped to yet; then there is no last value to pass over. */
    private boolean isBeforeFirstField = true;
    /** The fields that were kept, without the braces around them. */
    private @Nullable StringBuilder kept;

    private JsonDocument(byte[] source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Opens a document and steps into its object.
     *
     * @throws JsonRejection if it is empty, too large, not UTF-8 or not an object
     */
    static JsonDocument open(byte @Nullable [] json, int mostBytes) throws IOException {
        JsonParser parser = parser(json, mostBytes);
        return new JsonDocument(json == null ? new byte[0] : json, parser);
    }

    /** The same, for who reads tokens. */
    static JsonParser parser(byte @Nullable [] json, int mostBytes) throws IOException {
        if (json == null || json.length == 0) {
            throw new JsonRejection(RejectionReason.EMPTY, "expected a JSON object, but there was nothing");
        }
        if (json.length > mostBytes) {
            throw new JsonRejection(
                    RejectionReason.TOO_LARGE, "expected at most " + mostBytes + " bytes, there were " + json.length);
        }
        // The parser would guess UTF-16 and UTF-32 from zero bytes and byte order marks; only UTF-8 is JSON here.
        if (json[0] == 0 || (json.length > 1 && json[1] == 0) || (json[0] & 0xFE) == 0xFE) {
            throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected UTF-8");
        }
        if (!Utf8.isValid(json)) {
            throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected UTF-8, there are bytes that are none");
        }
        JsonParser parser = JSON.createParser(json);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonRejection(RejectionReason.NOT_AN_OBJECT, "expected a JSON object");
        }
        return parser;
    }

    /** Steps to the next field of the current object; null at its end. */
    public @Nullable String nextField() throws IOException {
        if (isBeforeFirstField) {
            isBeforeFirstField = false;
        } else {
            // Whatever the caller did not want of the last value is passed over.
            parser.skipChildren();
        }
        String name = parser.nextFieldName();
        if (name == null) {
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected a field or the end of the object");
            }
            return null;
        }
        parser.nextToken();
        return name;
    }

    /** Ends the reading. A second document, or anything else after the first, is a problem. */
    public void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonRejection(RejectionReason.MALFORMED_JSON, "expected nothing after the JSON object");
        }
    }

    /** A name: 1 to {@value #MOST_CHARACTERS} characters, not blank, no control characters, whole code points. */
    public @Nullable String text() throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            note(RejectionReason.WRONG_TYPE, "expected a string");
            return null;
        }
        String text = parser.getText();
        String fault = faultOf(text, MOST_CHARACTERS);
        if (fault != null) {
            note(RejectionReason.INVALID_TEXT, fault);
            return null;
        }
        return text;
    }

    /** Any text of at most {@code most} characters, empty or blank too, as long as it can be written as UTF-8. */
    public @Nullable String words(int most) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            note(RejectionReason.WRONG_TYPE, "expected a string");
            return null;
        }
        String text = parser.getText();
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            note(RejectionReason.INVALID_TEXT, "expected at most " + most + " characters");
            return null;
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            note(RejectionReason.INVALID_TEXT, HALF_A_PAIR);
            return null;
        }
        return text;
    }

    /** A number from 0 to {@code most}, of which the nearest that a double can hold is taken: a measure, not money. */
    public @Nullable Double number(double most) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (!parser.currentToken().isNumeric()) {
            note(RejectionReason.WRONG_TYPE, "expected a number");
            return null;
        }
        // Not the parser's own reading, which refuses some exponents by throwing.
        double number = Double.parseDouble(parser.getText());
        if (!(number >= 0 && number <= most)) {
            note(
                    RejectionReason.OUT_OF_RANGE,
                    "expected 0 to " + BigDecimal.valueOf(most).toPlainString());
            return null;
        }
        return number;
    }

    /** Keeps the current field, whatever it is, as it was written, to the last digit; {@link #kept} gives all of them. */
    public void keep() throws IOException {
        String name = parser.currentName();
        if (isTwice(name)) {
            return;
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.finishToken();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        StringBuilder fields = kept == null ? new StringBuilder() : kept.append(',');
        fields.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(name))
                .append("\":");
        kept = fields.append(new String(source, from, to - from, StandardCharsets.UTF_8));
    }

    /** The fields that were kept, as one JSON object; null when there were none. */
    public @Nullable String kept() {
        return kept == null ? null : "{" + kept + "}";
    }

    /** A whole number from 1 to {@code most}. */
    public @Nullable Integer count(int most) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            note(RejectionReason.WRONG_TYPE, "expected a whole number");
            return null;
        }
        boolean isInt = parser.getNumberType() == JsonParser.NumberType.INT;
        if (!isInt || parser.getIntValue() < 1 || parser.getIntValue() > most) {
            note(RejectionReason.OUT_OF_RANGE, "expected 1 to " + most);
            return null;
        }
        return parser.getIntValue();
    }

    /** An amount of money in cents: a plain decimal above zero, at most {@link Money#MOST_IN_ONE_EVENT}. */
    public @Nullable Money money() throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (!parser.currentToken().isNumeric()) {
            note(RejectionReason.WRONG_TYPE, "expected a number");
            return null;
        }
        Decimals.Scaled amount = Decimals.scaled(parser.getText(), 2, false);
        switch (amount.outcome()) {
            case TOO_FINE, MALFORMED -> {
                note(RejectionReason.INVALID_DECIMAL, "expected at most two decimals");
                return null;
            }
            case TOO_LARGE, FIT -> {}
        }
        long cents = amount.value();
        if (!amount.isFit() || cents <= 0 || cents > Money.MOST_IN_ONE_EVENT.cents()) {
            note(RejectionReason.OUT_OF_RANGE, "expected 0.01 to " + Money.MOST_IN_ONE_EVENT);
            return null;
        }
        return Money.ofCents(cents);
    }

    /**
     * A decimal that is written as text, so that no reader on its way turns it into binary floating point: {@link
     * Decimals#parse}.
     *
     * @param isZeroAllowed whether it may be zero
     */
    public @Nullable BigDecimal decimal(boolean isZeroAllowed) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            note(RejectionReason.WRONG_TYPE, "expected a decimal as a string, such as \"45000.12\"");
            return null;
        }
        String text = parser.getText();
        BigDecimal value = Decimals.parse(text.startsWith("-") ? text.substring(1) : text);
        if (value == null) {
            note(
                    RejectionReason.INVALID_DECIMAL,
                    "expected a plain decimal of at most " + Decimals.MOST_DIGITS
                            + " digits on each side of the point");
            return null;
        }
        if (text.startsWith("-") || (!isZeroAllowed && value.signum() == 0)) {
            note(RejectionReason.OUT_OF_RANGE, isZeroAllowed ? "expected zero or more" : "expected more than zero");
            return null;
        }
        return value;
    }

    /**
     * An event time: ISO-8601 (UTC where no zone is given), whole epoch milliseconds, or epoch seconds with a fraction.
     *
     * @param latest the latest time that is believed
     */
    public @Nullable Instant time(Instant latest) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        long millis;
        try {
            switch (parser.currentToken()) {
                case VALUE_STRING -> millis = Times.parseIso(parser.getText(), ZoneOffset.UTC);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> millis = Times.parseEpoch(parser.getText(), null);
                default -> {
                    note(RejectionReason.WRONG_TYPE, "expected an ISO-8601 string or a number");
                    return null;
                }
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            note(
                    RejectionReason.INVALID_TIME,
                    Times.isLeapSecond(parser.getText()) ? Times.NO_LEAP_SECOND : "expected " + Times.FORMS);
            return null;
        }
        if (millis < Times.EARLIEST.toEpochMilli()) {
            note(RejectionReason.INVALID_TIME, "expected a time since 2000, " + Times.NUMBERS_BY_SIZE);
            return null;
        }
        if (millis > latest.toEpochMilli()) {
            note(
                    RejectionReason.TIME_IN_FUTURE,
                    "more than " + Times.MOST_IN_FUTURE.toMinutes() + " minutes ahead of the clock");
            return null;
        }
        return Instant.ofEpochMilli(millis);
    }

    /**
     * Bytes as base64 (RFC 4648, padded).
     *
     * @param reason what it is called when it is no base64, after which nothing more can be read
     */
    public byte @Nullable [] bytes(RejectionReason reason) throws IOException {
        if (!isOnceAndPresent()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            note(RejectionReason.WRONG_TYPE, "expected a string");
            return null;
        }
        try {
            // Straight from the document: the text, which may be longer than any other may be, never comes to exist.
            return parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
        } catch (JsonEOFException e) {
            throw e;
        } catch (JsonProcessingException e) {
            note(reason, "expected base64");
            throw new JsonRejection(problems);
        }
    }

    /**
     * Reads an array of objects; {@code element} is called inside each, and reads it with {@link #nextField()} to its
     * end.
     *
     * @return how many elements there were
     */
    public int objects(int most, ElementReader element) throws IOException {
        if (!isOnceAndPresent()) {
            return 0;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            note(RejectionReason.WRONG_TYPE, "expected an array");
            return 0;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++count > most) {
                note(RejectionReason.OUT_OF_RANGE, "expected at most " + most + " elements");
                throw new JsonRejection(problems);
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                int outer = firstOfObject;
                firstOfObject = namesCount;
                isBeforeFirstField = true;
                element.read();
                if (parser.currentToken() != JsonToken.END_OBJECT) {
                    throw new AssertionError("an element is read until nextField() returns null");
                }
                namesCount = firstOfObject;
                firstOfObject = outer;
            } else {
                note(RejectionReason.WRONG_TYPE, "expected an object");
                parser.skipChildren();
            }
        }
        return count;
    }

    /** Notes that a required field was absent or null, unless something worse was said about it already. */
    public void require(String field, @Nullable Object value) {
        String pointer = pointer() + "/" + field;
        if (value == null && problems.stream().noneMatch(p -> p.field().equals(pointer))) {
            add(new Problem(pointer, RejectionReason.MISSING_FIELD, "is required"));
        }
    }

    /** Notes that the current field may not be sent at all. */
    public void notAllowed(String why) {
        note(RejectionReason.NOT_ALLOWED, why);
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** What reads one element of an array. */
    @FunctionalInterface
    public interface ElementReader {
        void read() throws IOException;
    }

    private boolean isOnceAndPresent() throws IOException {
        return !isTwice(parser.currentName()) && parser.currentToken() != JsonToken.VALUE_NULL;
    }

    private boolean isTwice(String name) throws JsonRejection {
        for (int i = firstOfObject; i < namesCount; i++) {
            if (namesRead[i].equals(name)) {
                note(RejectionReason.DUPLICATE_FIELD, "is there twice");
                return true;
            }
        }
        if (namesCount - firstOfObject == MOST_FIELDS) {
            note(RejectionReason.OUT_OF_RANGE, "expected at most " + MOST_FIELDS + " fields");
            throw new JsonRejection(problems);
        }
        if (namesCount == namesRead.length) {
            namesRead = Arrays.copyOf(namesRead, 2 * namesCount);
        }
        namesRead[namesCount++] = name;
        return false;
    }

    private void note(RejectionReason reason, String detail) {
        add(new Problem(pointer(), reason, detail));
    }

    private String pointer() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private void add(Problem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** What is wrong with a name of at most {@code most} characters; null if nothing is. */
    public static @Nullable String faultOf(String text, int most) {
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            return "expected at most " + most + " characters";
        }
        boolean isBlank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c <= '~') {
                // Visible ASCII, as nearly all of it is.
                isBlank = false;
                continue;
            }
            if (Character.isISOControl(c)) {
                return "expected no control characters";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return HALF_A_PAIR;
            }
            isBlank &= Character.isWhitespace(c) || Character.isSpaceChar(c);
        }
        return isBlank ? "expected more than blanks" : null;
    }
}
