package dev.turnstile.eventservice;

import static dev.turnstile.publishing.openapi.Descriptions.answers;
import static dev.turnstile.publishing.openapi.Descriptions.key;
import static dev.turnstile.publishing.openapi.Descriptions.published;
import static dev.turnstile.publishing.openapi.Descriptions.ref;
import static dev.turnstile.publishing.openapi.Descriptions.verdictOfEach;

import dev.turnstile.definitions.Definition;
import dev.turnstile.publishing.openapi.Descriptions;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Locale;

/** Describes where each pipeline that runs takes its records, and what they are. */
final class ApiOfPipelines {

    private static final String TAKEN = "Taken";
    private static final int MOST_ITEMS = 1_000;

    private final List<Definition> definitions;

    ApiOfPipelines(List<Definition> definitions) {
        this.definitions = definitions;
    }

    void describe(OpenAPI document) {
        document.getInfo().setTitle("event-service");
        document.getInfo().setVersion("1");
        document.getInfo()
                .setDescription(
                        "Records of the pipelines that run are published as they are sent, and answered for once"
                                + " all in-sync replicas have them.");
        Descriptions.addTo(document.getComponents());
        document.getComponents()
                .addSchemas(
                        TAKEN,
                        new ObjectSchema()
                                .addProperty("pipeline", new StringSchema())
                                .addProperty(
                                        "id",
                                        new StringSchema()
                                                .description("The record's own, or else that of its Idempotency-Key"))
                                .addProperty(
                                        "ignored",
                                        new BooleanSchema()
                                                .description("true where the definition does not mean the record")));
        Paths paths = new Paths();
        for (Definition definition : definitions) {
            String name = definition.pipeline();
            document.getComponents().addSchemas(name, RecordSchema.of(definition));
            paths.addPathItem("/events/" + name, new PathItem().post(one(definition)));
            if (!Records.typesOfMany(definition).isEmpty()) {
                paths.addPathItem("/events/" + name + "/batch", new PathItem().post(many(definition)));
            }
        }
        document.setPaths(paths);
    }

    private static Operation one(Definition definition) {
        Content content = new Content();
        Records.typesOfOne(definition)
                .forEach(type -> content.addMediaType(type, new MediaType().schema(ref(definition.pipeline()))));
        return operation("publish-", definition, content)
                .summary("Publish a record of " + definition.title())
                .responses(answers("201", published(ref(TAKEN))));
    }

    private static Operation many(Definition definition) {
        Content content = new Content();
        for (String type : Records.typesOfMany(definition)) {
            Schema<?> item = ref(definition.pipeline());
            boolean isArray = type.toLowerCase(Locale.ROOT).endsWith("json") && !type.contains("ndjson");
            content.addMediaType(
                    type,
                    new MediaType()
                            .schema(isArray ? new ArraySchema().items(item).maxItems(MOST_ITEMS) : item));
        }
        return operation("publish-many-", definition, content)
                .summary("Publish up to 1,000 records of " + definition.title())
                .responses(answers("207", verdictOfEach()));
    }

    private static Operation operation(String prefix, Definition definition, Content content) {
        return new Operation()
                .operationId(prefix + definition.pipeline())
                .addTagsItem(definition.pipeline())
                .addParametersItem(key())
                .requestBody(new RequestBody().required(true).content(content));
    }
}
