package dev.turnstile.eventservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Format;
import dev.turnstile.definitions.reading.RecordReader;
import dev.turnstile.events.csv.CsvRows;
import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.util.UriUtils;

/**
 * What the body of a request has in the way of records, as they would be on the topic.
 *
 * @param headers of each of them
 */
record Records(List<byte[]> values, Map<String, byte[]> headers) {

    static final String CSV = "text/csv";
    static final String CLOUDEVENT = "application/cloudevents+json";
    static final String CLOUDEVENTS_BATCH = "application/cloudevents-batch+json";

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;

    /** With which a CloudEvent's attributes begin, among the headers of HTTP and of a record. */
    private static final String OF_HTTP = "ce-";

    private static final String OF_KAFKA = "ce_";

    /** How one record is sent. CloudEvents may also come as JSON, with their attributes in headers. */
    private static final Map<Format, List<String>> ONE = Map.of(
            Format.JSON, List.of(JSON),
            Format.CSV, List.of(CSV),
            Format.AVRO, List.of("application/avro", "avro/binary", MediaType.APPLICATION_OCTET_STREAM_VALUE),
            Format.CLOUDEVENTS, List.of(CLOUDEVENT));

    /** How many are sent. Nothing says where one record of Avro ends, so there is no such batch. */
    private static final Map<Format, List<String>> MANY = Map.of(
            Format.JSON, List.of(JSON, NDJSON),
            Format.CSV, List.of(CSV),
            Format.AVRO, List.of(),
            Format.CLOUDEVENTS, List.of(CLOUDEVENTS_BATCH, NDJSON));

    /** The media types of a body with one record. */
    static List<String> typesOfOne(Definition definition) {
        return ONE.getOrDefault(definition.source().format(), List.of());
    }

    /** The media types of a body with many; none if there can only be one. */
    static List<String> typesOfMany(Definition definition) {
        return MANY.getOrDefault(definition.source().format(), List.of());
    }

    /** @throws ProblemException if the body is of another kind than the definition's records, or there is not one */
    static Records ofOne(Definition definition, HttpServletRequest request, byte[] body) {
        if (definition.source().format() == Format.CLOUDEVENTS && request.getHeader("ce-specversion") != null) {
            return new Records(List.of(body), attributes(request));
        }
        checkType(request, typesOfOne(definition));
        if (definition.source().format() != Format.CSV) {
            return new Records(List.of(body), Map.of());
        }
        Records rows = ofRows(definition, CsvRows.all(body));
        if (rows.values().size() != 1) {
            throw invalid("Expected one row; many are taken at /batch.");
        }
        return rows;
    }

    /** @throws ProblemException if the body is of another kind than the definition's records */
    static Records ofMany(Definition definition, HttpServletRequest request, List<byte[]> items) {
        checkType(request, typesOfMany(definition));
        return definition.source().format() == Format.CSV ? ofRows(definition, items) : new Records(items, Map.of());
    }

    private static Records ofRows(Definition definition, List<byte[]> rows) {
        Definition.Csv csv = definition.source().csv();
        if (csv != null && !csv.columns().isEmpty()) {
            return new Records(rows, Map.of());
        }
        if (rows.size() < 2) {
            throw invalid("Expected the names of the columns in the first row, and what is in them after it.");
        }
        return new Records(rows.subList(1, rows.size()), Map.of(RecordReader.CSV_HEADER, rows.get(0)));
    }

    /** CloudEvents' binding to HTTP, in its binary mode, as their binding to Kafka has it. */
    private static Map<String, byte[]> attributes(HttpServletRequest request) {
        Map<String, byte[]> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(OF_HTTP)) {
                String value = decoded(request.getHeader(name));
                headers.put(OF_KAFKA + lower.substring(OF_HTTP.length()), value.getBytes(UTF_8));
            }
        }
        String type = request.getContentType();
        if (type != null) {
            headers.put("content-type", type.getBytes(UTF_8));
        }
        return headers;
    }

    private static String decoded(String header) {
        try {
            return UriUtils.decode(header, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                    ProblemKind.BAD_REQUEST, "A header of the CloudEvent has a % that begins no encoded byte."));
        }
    }

    private static void checkType(HttpServletRequest request, List<String> expected) {
        if (expected.stream().noneMatch(type -> isOfType(request, type))) {
            throw new ProblemException(Problem.of(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                    expected.isEmpty()
                            ? "Records of this pipeline are taken one by one."
                            : "Records of this pipeline are sent as " + String.join(" or ", expected) + "."));
        }
    }

    private static boolean isOfType(HttpServletRequest request, String expected) {
        String type = request.getContentType();
        if (type == null) {
            return false;
        }
        try {
            return MediaType.parseMediaType(type).equalsTypeAndSubtype(MediaType.parseMediaType(expected));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemKind.INVALID_BODY, detail));
    }
}
