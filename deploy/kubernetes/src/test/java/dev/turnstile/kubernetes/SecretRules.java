package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That no secret is written down here. */
final class SecretRules {

    private static final Pattern SECRET_NAME = Pattern.compile(".*(PASSWORD|SECRET|API_KEYS|JAAS|TOKEN).*");

    /** A password as it is written in a setting, unless it stands for a variable. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?i).*(password|secret)[\"']?\\s*[=:]\\s*(?!\\$\\().*|.*://[^/@]*:[^/@]*@.*");

    private SecretRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "there is no Secret",
                        manifests -> manifests.ofKind("Secret").stream()
                                .map(Manifests::title)
                                .toList(),
                        manifests ->
                                manifests.objects().add(Manifests.yaml("{kind: Secret, metadata: {name: kafka}}"))),
                new Rule(
                        "no setting that is a secret has a value",
                        manifests -> written(manifests)
                                .filter(setting -> SECRET_NAME
                                                .matcher(setting.name())
                                                .matches()
                                        || SECRET_VALUE.matcher(setting.value()).matches())
                                .map(setting -> setting.where() + ": " + setting.name())
                                .toList(),
                        manifests -> ((ObjectNode)
                                        PodRules.service(manifests).container().at("/env/0"))
                                .put("name", "KAFKA_SASL_JAAS_CONFIG")
                                .put("value", "ScramLoginModule required;")
                                .remove("valueFrom")),
                new Rule(
                        "no secret is spelled out in a JVM's options, which it prints when it starts",
                        manifests -> written(manifests)
                                .filter(setting -> setting.name().equals("JAVA_TOOL_OPTIONS")
                                        && setting.value().contains("$("))
                                .map(Written::where)
                                .toList(),
                        manifests -> manifests.pods().stream()
                                .flatMap(pod -> Manifests.each(pod.container().path("env")))
                                .filter(variable ->
                                        variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                                .forEach(variable -> ((ObjectNode) variable)
                                        .put("value", "-Djavax.net.ssl.trustStorePassword=$(KAFKA_CA_PASSWORD)"))),
                new Rule(
                        "every Secret that is referred to is in the README, which says how to make it",
                        manifests -> {
                            String readme = readme();
                            return secrets(manifests).stream()
                                    .filter(secret -> !readme.contains("`" + secret + "`"))
                                    .toList();
                        },
                        manifests -> ((ObjectNode)
                                        PodRules.service(manifests).container().at("/env/0"))
                                .putObject("valueFrom")
                                .putObject("secretKeyRef")
                                .put("name", "nobody-told-me")
                                .put("key", "password")));
    }

    private record Written(String where, String name, String value) {}

    private static Stream<Written> written(Manifests manifests) {
        List<Written> all = new ArrayList<>();
        for (ObjectNode map : manifests.ofKind("ConfigMap")) {
            map.path("data")
                    .properties()
                    .forEach(entry -> all.add(new Written(
                            Manifests.title(map),
                            entry.getKey(),
                            entry.getValue().asText())));
        }
        for (ObjectNode flink : manifests.ofKind("FlinkDeployment")) {
            flink.at("/spec/flinkConfiguration")
                    .properties()
                    .forEach(entry -> all.add(new Written(
                            Manifests.title(flink),
                            entry.getKey(),
                            entry.getValue().asText())));
        }
        for (Pod pod : manifests.pods()) {
            pod.containers()
                    .flatMap(container -> Manifests.each(container.path("env")))
                    .filter(variable -> variable.has("value"))
                    .forEach(variable -> all.add(new Written(
                            pod.title(),
                            variable.path("name").asText(),
                            variable.path("value").asText())));
        }
        return all.stream();
    }

    private static Set<String> secrets(Manifests manifests) {
        Set<String> names = new TreeSet<>();
        for (ObjectNode object : manifests.objects()) {
            for (JsonNode reference : object.findValues("secretKeyRef")) {
                names.add(reference.path("name").asText());
            }
            object.findValuesAsText("secretName").forEach(names::add);
        }
        return names;
    }

    private static String readme() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
