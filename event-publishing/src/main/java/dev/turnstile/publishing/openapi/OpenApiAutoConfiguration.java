package dev.turnstile.publishing.openapi;

import static dev.turnstile.publishing.openapi.Descriptions.answers;
import static dev.turnstile.publishing.openapi.Descriptions.json;
import static dev.turnstile.publishing.openapi.Descriptions.key;
import static dev.turnstile.publishing.openapi.Descriptions.published;
import static dev.turnstile.publishing.openapi.Descriptions.ref;
import static dev.turnstile.publishing.openapi.Descriptions.verdictOfEach;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Describes what all services have in common: the key, the answers, the problems. */
@AutoConfiguration
class OpenApiAutoConfiguration {

    private static final String REQUEST = "Request";
    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String UNDO_REQUEST = "UndoRequest";
    private static final String EVENT = "Event";

    OpenApiAutoConfiguration() {
        // They are bodies and headers, not parameters of their own.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Submission.class, BatchSubmission.class);
    }

    /** Of a service with one topic. Another describes itself, by {@link Descriptions}. */
    @Bean
    @ConditionalOnMissingBean(OpenApiCustomizer.class)
    OpenApiCustomizer description(TopicDefinition topic, Environment environment) {
        return document -> {
            document.getInfo().setTitle(environment.getProperty("spring.application.name", topic.name()));
            document.getInfo().setVersion("1");
            document.getInfo()
                    .setDescription("Events are published to the topic " + topic.name()
                            + ", and answered for once all in-sync replicas have them.");
            Schemas.addEvent(document.getComponents(), EVENT, topic.name());
            Schemas.addRequest(document.getComponents(), REQUEST, "/request.schema.json");
            Schemas.addRequest(document.getComponents(), UNDO_REQUEST, "/undo-request.schema.json");
            Descriptions.addTo(document.getComponents());
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
        if (path.endsWith("/batch")) {
            operation.summary("Publish up to 1,000 events");
            operation.requestBody(new RequestBody().required(true).content(batch()));
            operation.responses(answers("207", verdictOfEach()));
        } else if (method == HttpMethod.DELETE) {
            operation.summary("Undo an event");
            operation.responses(answers("200", published(ref(EVENT))));
        } else {
            boolean isUndoing = path.contains("{");
            operation.summary(isUndoing ? "Undo an event, or a part of it" : "Publish one event");
            operation.requestBody(
                    new RequestBody().required(true).content(json(ref(isUndoing ? UNDO_REQUEST : REQUEST))));
            operation.responses(answers("201", published(ref(EVENT))));
        }
    }

    private static Content batch() {
        Content either = json(new ArraySchema().items(ref(REQUEST)).maxItems(1_000));
        return either.addMediaType("application/x-ndjson", new MediaType().schema(ref(REQUEST)));
    }
}
