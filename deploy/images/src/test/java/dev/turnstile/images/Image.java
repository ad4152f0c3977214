package dev.turnstile.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image says about the process in it, as an engine reads it.
 *
 * @param name with its tag
 * @param user numbers of user and group, with a colon between
 * @param healthCheck as the Dockerfile has it, "CMD" or "NONE" first
 */
record Image(
        String name,
        String user,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        List<String> healthCheck,
        Map<String, String> labels) {

    /** Reads what {@code buildah inspect} prints. */
    static Image of(String name, String inspected) throws IOException {
        JsonNode config = new ObjectMapper().readTree(inspected).at("/Docker/config");
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : texts(config.path("Env"))) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        config.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Image(
                name,
                config.path("User").asText(),
                environment,
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                texts(config.at("/Healthcheck/Test")),
                labels);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
