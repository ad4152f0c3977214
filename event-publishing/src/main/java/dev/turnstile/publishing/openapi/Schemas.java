package dev.turnstile.publishing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Makes JSON Schema files components of the OpenAPI document, which since 3.1 are the same thing. */
final class Schemas {

    /** The schemas of the topics, as the contracts have them. */
    private static final String CONTRACTS = "/dev/turnstile/events/schemas/";

    private static final String VALUES = "values.schema.json";
    private static final String COMPONENTS = "#/components/schemas/";

    private Schemas() {}

    /** What a service takes: a file among its own resources, if it has that. */
    static void addRequest(Components components, String name, String file) {
        if (Schemas.class.getResource(file) != null) {
            add(components, name, file);
        }
    }

    /** What is on a topic. */
    static void addEvent(Components components, String name, String topic) {
        add(components, name, CONTRACTS + topic + ".schema.json");
        add(components, "Values", CONTRACTS + VALUES);
    }

    private static void add(Components components, String name, String file) {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(file), file)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\"[a-z.-]*#/\\$defs/", "\"" + COMPONENTS);
            ObjectNode schema = (ObjectNode) Json31.mapper().readTree(json);
            JsonNode definitions = schema.path("$defs");
            // An $id would make the references relative to it.
            schema.remove(List.of("$schema", "$id", "$defs"));
            if (schema.has("type")) {
                components.addSchemas(name, Json31.mapper().treeToValue(schema, JsonSchema.class));
            }
            for (var definition : definitions.properties()) {
                components.addSchemas(
                        definition.getKey(), Json31.mapper().treeToValue(definition.getValue(), JsonSchema.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
