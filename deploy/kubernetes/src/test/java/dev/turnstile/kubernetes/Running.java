package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod as it runs in the end: with the labels that operators put on it.
 *
 * @param ports by name
 */
record Running(String name, JsonNode labels, Map<String, String> ports) {

    /** Not in the namespace: a name for its ports is of no use there. */
    static final Running ELSEWHERE = new Running("elsewhere", JsonNodeFactory.instance.objectNode(), Map.of());

    String port(String nameOrNumber) {
        String number = ports.getOrDefault(nameOrNumber, nameOrNumber);
        if (!number.matches("\\d+")) {
            throw new AssertionError(name + " has no port " + nameOrNumber);
        }
        return number;
    }

    static List<Running> selected(List<Running> running, JsonNode selector) {
        return running.stream()
                .filter(pod -> ReferenceRules.isSelected(selector.path("matchLabels"), pod.labels()))
                .filter(pod -> Manifests.each(selector.path("matchExpressions"))
                        .allMatch(expression -> isOneOf(expression, pod.labels())))
                .toList();
    }

    private static boolean isOneOf(JsonNode expression, JsonNode labels) {
        if (!expression.path("operator").asText().equals("In")) {
            throw new AssertionError("only In is understood here, not " + expression);
        }
        JsonNode label = labels.path(expression.path("key").asText());
        return Manifests.each(expression.path("values")).anyMatch(label::equals);
    }

    static List<Running> in(Manifests manifests) {
        List<Running> all = new ArrayList<>();
        for (Pod pod : manifests.pods()) {
            String name = Manifests.name(pod.owner());
            if (pod.isOf("FlinkDeployment")) {
                // As Flink's native mode labels them.
                for (String process : List.of("jobmanager", "taskmanager")) {
                    ObjectNode labels = (ObjectNode) pod.labels().deepCopy();
                    labels.put("app", name).put("component", process).put("type", "flink-native-kubernetes");
                    all.add(new Running(name + "-" + process, labels, ports(pod)));
                }
            } else {
                all.add(new Running(name, pod.labels(), ports(pod)));
            }
        }
        if (!manifests.ofKind("Kafka").isEmpty()) {
            // As Strimzi labels them.
            all.add(strimzi("turnstile-kafka"));
            all.add(strimzi("turnstile-entity-operator"));
        }
        return all;
    }

    private static Running strimzi(String name) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        return new Running(name, labels.put("strimzi.io/cluster", "turnstile").put("strimzi.io/name", name), Map.of());
    }

    private static Map<String, String> ports(Pod pod) {
        Map<String, String> ports = new TreeMap<>();
        pod.containers()
                .flatMap(container -> Manifests.each(container.path("ports")))
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asText()));
        return ports;
    }
}
