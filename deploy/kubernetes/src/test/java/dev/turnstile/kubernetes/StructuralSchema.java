package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What a definition's schema leaves unsaid, spelled out in OpenAPI: a field that it does not name is dropped by the API
 * server without a word, and is an error here.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/">Field
 *     pruning, and Kubernetes' extensions of OpenAPI</a>
 */
final class StructuralSchema {

    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";
    private static final String INTEGER_OR_TEXT = "x-kubernetes-int-or-string";
    private static final String OBJECT_WITHIN = "x-kubernetes-embedded-resource";

    /** Every object has them, whether its schema says so or not; of the last one, the API server knows the fields. */
    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    private StructuralSchema() {}

    /** A copy that fails where the API server would drop something. */
    static ObjectNode strict(JsonNode schema) {
        ObjectNode strict = schema.deepCopy();
        close(strict);
        allowWhatEveryObjectHas(strict);
        return strict;
    }

    private static void close(ObjectNode schema) {
        if (schema.path(INTEGER_OR_TEXT).asBoolean() && !schema.has("anyOf")) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().put("type", "integer");
            either.addObject().put("type", "string");
        }
        schema.path("properties").forEach(property -> close((ObjectNode) property));
        if (schema.path("items").isObject()) {
            close((ObjectNode) schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            close((ObjectNode) schema.path("additionalProperties"));
        }
        boolean isObject = schema.path("type").asText().equals("object") || schema.has("properties");
        if (isObject
                && !schema.has("additionalProperties")
                && !schema.path(OPEN).asBoolean()) {
            schema.put("additionalProperties", false);
        }
        if (schema.path(OBJECT_WITHIN).asBoolean()) {
            allowWhatEveryObjectHas(schema);
        }
    }

    private static void allowWhatEveryObjectHas(ObjectNode schema) {
        OF_EVERY_OBJECT.forEach(schema.withObjectProperty("properties")::putObject);
    }
}
