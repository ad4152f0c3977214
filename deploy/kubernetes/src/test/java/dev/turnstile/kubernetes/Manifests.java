package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of one overlay, as trees.
 *
 * @param objects in kubectl's order
 */
record Manifests(String overlay, List<ObjectNode> objects) {

    private static final YAMLMapper YAML = new YAMLMapper();

    static Manifests parse(String overlay, String yaml) {
        try (MappingIterator<ObjectNode> documents =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            return new Manifests(overlay, new ArrayList<>(documents.readAll()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ObjectNode> ofKind(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind)).toList();
    }

    ObjectNode the(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + kind + " " + name + " in " + overlay));
    }

    /** A ConfigMap's entries, whatever kustomize has put behind its name. */
    JsonNode configMap(String name) {
        return ofKind("ConfigMap").stream()
                .filter(map -> name(map).equals(name) || name(map).matches(name + "-[0-9a-z]{10}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no ConfigMap " + name + " in " + overlay))
                .path("data");
    }

    /** Whatever becomes pods, except what Strimzi makes of its own objects. */
    List<Pod> pods() {
        return objects.stream().flatMap(Pod::of).toList();
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    /** Its version and kind, such as {@code apps/v1 Deployment}. */
    static String type(JsonNode object) {
        return object.path("apiVersion").asText() + " " + kind(object);
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static String title(JsonNode object) {
        return kind(object) + " " + name(object);
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
