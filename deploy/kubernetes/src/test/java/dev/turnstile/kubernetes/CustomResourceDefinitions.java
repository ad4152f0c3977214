package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Custom resources by the schemas that are published for them. Rules in CEL ({@code x-kubernetes-validations}) are left to
 * the API server.
 */
final class CustomResourceDefinitions {

    private final Map<String, Schema> schemas = new HashMap<>();

    CustomResourceDefinitions(Collection<? extends JsonNode> definitions) {
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        for (JsonNode definition : definitions) {
            JsonNode spec = definition.path("spec");
            for (JsonNode version : spec.path("versions")) {
                String type = spec.path("group").asText() + "/"
                        + version.path("name").asText() + " "
                        + spec.at("/names/kind").asText();
                JsonNode schema = StructuralSchema.strict(version.at("/schema/openAPIV3Schema"));
                schemas.put(type, registry.getSchema(schema.toString(), InputFormat.JSON));
            }
        }
    }

    /** Those of all files of a directory; a file may have several. */
    static CustomResourceDefinitions inDirectory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return new CustomResourceDefinitions(files.filter(
                            file -> file.toString().matches(".*\\.ya?ml"))
                    .flatMap(file ->
                            Manifests.parse(file.toString(), text(file)).ofKind("CustomResourceDefinition").stream())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code flink.apache.org/v1beta1 FlinkDeployment}. */
    Set<String> types() {
        return schemas.keySet();
    }

    /** What the API server would not take, or would drop; of an object of one of the {@link #types()}. */
    List<String> faults(JsonNode object) {
        Schema schema = schemas.get(Manifests.type(object));
        if (schema == null) {
            return List.of(Manifests.title(object) + ": there is no definition of " + Manifests.type(object));
        }
        return schema.validate(object.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .map(error -> Manifests.title(object) + ": " + error)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
