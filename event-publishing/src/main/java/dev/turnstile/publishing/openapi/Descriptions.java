package dev.turnstile.publishing.openapi;

import dev.turnstile.publishing.idempotency.IdempotencyKey;
import dev.turnstile.publishing.problems.ProblemKind;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What is described alike for every service: the key, the answers, the problems. */
public final class Descriptions {

    private static final String VERDICTS = "Verdicts";

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String RETRY_AFTER = "Retry-After";

    /** What a path or a method that is not described here is answered with. */
    private static final Set<ProblemKind> OF_OTHER_REQUESTS =
            EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.METHOD_NOT_ALLOWED);

    private Descriptions() {}

    /** Adds what the others refer to. */
    public static void addTo(Components components) {
        components.addSchemas(PROBLEM, problem()).addSchemas(VERDICTS, verdicts());
    }

    /** The answers of an operation: this one, and every kind of problem. */
    public static ApiResponses answers(String status, ApiResponse success) {
        ApiResponses responses = new ApiResponses().addApiResponse(status, success);
        problems().forEach(responses::addApiResponse);
        return responses;
    }

    /** That an event was published, and what its sender is told of it. */
    public static ApiResponse published(Schema<?> event) {
        return response("The event as it was published", json(event))
                .addHeaderObject(
                        "Idempotent-Replayed",
                        header("true where this is the answer to an earlier request with the key"));
    }

    /** That of a batch. */
    public static ApiResponse verdictOfEach() {
        return response("What became of each item", json(ref(VERDICTS)));
    }

    /** Every kind of problem there is, by its status. */
    private static Map<String, ApiResponse> problems() {
        Map<String, ApiResponse> answers = new TreeMap<>();
        for (ProblemKind kind : ProblemKind.values()) {
            if (!OF_OTHER_REQUESTS.contains(kind)) {
                String meaning = kind.title() + ": `" + kind.type() + "`";
                answers.merge(
                        Integer.toString(kind.status()),
                        response(meaning, content(PROBLEM_JSON, ref(PROBLEM))),
                        (known, more) -> known.description(known.getDescription() + "\n\n" + more.getDescription()));
            }
        }
        for (ProblemKind kind : List.of(ProblemKind.TOO_MANY_REQUESTS, ProblemKind.NOT_PUBLISHED)) {
            Objects.requireNonNull(answers.get(Integer.toString(kind.status())))
                    .addHeaderObject(RETRY_AFTER, header("Seconds after which it is worth another try"));
        }
        return answers;
    }

    private static Header header(String meaning) {
        return new Header().description(meaning).schema(new StringSchema());
    }

    /** Content of type application/json. */
    public static Content json(Schema<?> schema) {
        return content("application/json", schema);
    }

    private static Content content(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }

    /** A component's schema. */
    public static Schema<?> ref(String component) {
        return new Schema<>().$ref("#/components/schemas/" + component);
    }

    private static ApiResponse response(String meaning, Content content) {
        return new ApiResponse().description(meaning).content(content);
    }

    /** The Idempotency-Key. */
    public static HeaderParameter key() {
        HeaderParameter key = new HeaderParameter();
        key.name(IdempotencyKey.HEADER)
                .description("Makes a retry safe: the same key is the same event, counted once."
                        + " 1 to 255 printable ASCII characters, a UUID for example")
                .schema(new StringSchema().maxLength(255));
        return key;
    }

    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", new StringSchema().description("JSON Pointer; empty for the body as a whole"))
                .addProperty("reason", new StringSchema())
                .addProperty("detail", new StringSchema());
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri"))
                .addProperty("errors", new ArraySchema().items(error));
    }

    private static Schema<?> verdicts() {
        Schema<?> item = new ObjectSchema()
                .description("The id when the status is 201, otherwise a problem")
                .addProperty("status", new IntegerSchema())
                .addProperty("id", new StringSchema())
                .addProperty("replayed", new Schema<Boolean>().type("boolean"));
        return new ObjectSchema()
                .addProperty("accepted", new IntegerSchema())
                .addProperty("items", new ArraySchema().items(item));
    }
}
