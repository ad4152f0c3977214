package dev.turnstile.publishing.openapi;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import dev.turnstile.publishing.idempotency.IdempotencyKey;
import dev.turnstile.publishing.problems.ProblemKind;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Describes what all services have in common: the key, the answers, the problems. */
@AutoConfiguration
class OpenApiAutoConfiguration {

    private static final String REQUEST = "Request";
    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String UNDO_REQUEST = "UndoRequest";
    private static final String EVENT = "Event";
    private static final String PROBLEM = "Problem";
    private static final String VERDICTS = "Verdicts";

    private static final String PROBLEM_JSON = "application/problem+json";

    private static final String RETRY_AFTER = "Retry-After";

    /** What a path or a method that is not described here is answered with. */
    private static final Set<ProblemKind> OF_OTHER_REQUESTS =
            EnumSet.of(ProblemKind.NOT_FOUND, ProblemKind.METHOD_NOT_ALLOWED);

    @Bean
    OpenApiCustomizer commonDescription(TopicDefinition topic, Environment environment) {
        // They are bodies and headers, not parameters of their own.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Submission.class, BatchSubmission.class);
        return document -> {
            document.getInfo().setTitle(environment.getProperty("spring.application.name", topic.name()));
            document.getInfo().setVersion("1");
            document.getInfo()
                    .setDescription("Events are published to the topic " + topic.name()
                            + ", and answered for once all in-sync replicas have them.");
            Schemas.addEvent(document.getComponents(), EVENT, topic.name());
            Schemas.addRequest(document.getComponents(), REQUEST, "/request.schema.json");
            Schemas.addRequest(document.getComponents(), UNDO_REQUEST, "/undo-request.schema.json");
            document.getComponents().addSchemas(PROBLEM, problem()).addSchemas(VERDICTS, verdicts());
            describeOperations(document);
        };
    }

    private static void describeOperations(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(operation, method, path)));
    }

    private static void describe(Operation operation, HttpMethod method, String path) {
        operation.addParametersItem(key());
        PATH_VARIABLE
                .matcher(path)
                .results()
                .forEach(variable -> operation.addParametersItem(new PathParameter()
                        .name(variable.group(1))
                        .description("Of what is undone")
                        .schema(new StringSchema().minLength(1).maxLength(JsonDocument.MOST_CHARACTERS))));
        ApiResponses responses = new ApiResponses();
        if (path.endsWith("/batch")) {
            operation.summary("Publish up to 1,000 events");
            operation.requestBody(new RequestBody().required(true).content(batch()));
            responses.addApiResponse("207", response("What became of each item", json(ref(VERDICTS))));
        } else if (method == HttpMethod.DELETE) {
            operation.summary("Undo an event");
            responses.addApiResponse("200", published());
        } else {
            boolean isUndoing = path.contains("{");
            operation.summary(isUndoing ? "Undo an event, or a part of it" : "Publish one event");
            operation.requestBody(
                    new RequestBody().required(true).content(json(ref(isUndoing ? UNDO_REQUEST : REQUEST))));
            responses.addApiResponse("201", published());
        }
        problems().forEach(responses::addApiResponse);
        operation.responses(responses);
    }

    private static ApiResponse published() {
        return response("The event as it was published", json(ref(EVENT)))
                .addHeaderObject(
                        "Idempotent-Replayed",
                        header("true where this is the answer to an earlier request with the key"));
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

    private static Content batch() {
        Content either = json(new ArraySchema().items(ref(REQUEST)).maxItems(1_000));
        return either.addMediaType("application/x-ndjson", new MediaType().schema(ref(REQUEST)));
    }

    private static Content json(Schema<?> schema) {
        return content("application/json", schema);
    }

    private static Content content(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }

    private static Schema<?> ref(String component) {
        return new Schema<>().$ref("#/components/schemas/" + component);
    }

    private static ApiResponse response(String meaning, Content content) {
        return new ApiResponse().description(meaning).content(content);
    }

    private static HeaderParameter key() {
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
