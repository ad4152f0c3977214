package dev.turnstile.events;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas of the topics, with formats asserted. */
final class Schemas {

    static final String FOLDER = "dev/turnstile/events/schemas/";

    private static final String ADDRESS = "https://turnstile.dev/events/schemas/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(ADDRESS, "classpath:" + FOLDER))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private static final JsonMapper JSON = new JsonMapper();

    private Schemas() {}

    /** The file of a topic's schema. */
    static String file(String topic) {
        return topic + ".schema.json";
    }

    /** What a topic's schema finds wrong with a value, and that it is no JSON; fails when there is no such schema. */
    static List<String> faults(String topic, byte[] value) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(ADDRESS + file(topic)));
        try {
            // Decoded here, because the mapper would guess UTF-16.
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return json.isEmpty()
                    ? List.of("empty")
                    : schema.validate(JSON.readTree(json)).stream()
                            .map(Error::toString)
                            .toList();
        } catch (CharacterCodingException | JacksonException e) {
            return List.of(e.toString());
        }
    }
}
