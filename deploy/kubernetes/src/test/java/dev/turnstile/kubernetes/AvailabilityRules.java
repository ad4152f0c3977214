package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;

/** That a service outlives a node, an upgrade and a rush, and a request the end of its pod. */
final class AvailabilityRules {

    /** Spring stops its lifecycle phase by phase; two of them have something to wait for: the server and the producer. */
    private static final int PHASES_THAT_WAIT = 2;

    private static final Duration TO_SPARE = Duration.ofSeconds(10);

    private AvailabilityRules() {}

    static List<Rule> all() {
        return List.of(
                ofServices(
                        "a service is probed while it starts, lives and is ready",
                        deployment -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                .allMatch(probe -> container(deployment)
                                        .path(probe)
                                        .path("httpGet")
                                        .path("port")
                                        .asText()
                                        .equals("management")),
                        deployment -> container(deployment).remove("readinessProbe")),
                ofServices(
                        "a service's pod has longer to end than the service takes at most",
                        AvailabilityRules::hasTimeToEnd,
                        deployment -> spec(deployment).put("terminationGracePeriodSeconds", 30)),
                ofServices(
                        "a service is spread over zones and nodes, version by version",
                        deployment -> Manifests.each(spec(deployment).path("topologySpreadConstraints"))
                                .map(constraint ->
                                        constraint.path("topologyKey").asText())
                                .toList()
                                .equals(List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")),
                        deployment -> spec(deployment).remove("topologySpreadConstraints")),
                ofServices(
                        "a new version starts before an old one stops",
                        deployment -> deployment
                                .at("/spec/strategy/rollingUpdate/maxUnavailable")
                                .asText()
                                .equals("0"),
                        deployment ->
                                ((ObjectNode) deployment.at("/spec/strategy/rollingUpdate")).put("maxUnavailable", 1)),
                new Rule(
                        "of a service only one pod at a time is taken away by choice",
                        manifests -> without(
                                manifests,
                                "PodDisruptionBudget",
                                (deployment, budget) -> budget.at("/spec/selector/matchLabels")
                                                .equals(deployment.at("/spec/selector/matchLabels"))
                                        && budget.at("/spec/maxUnavailable").asInt() == 1),
                        manifests -> ((ObjectNode) manifests
                                        .the("PodDisruptionBudget", "order-service")
                                        .at("/spec/selector/matchLabels"))
                                .put("app.kubernetes.io/name", "orders")),
                new Rule(
                        "a service has two pods or more, as many as it needs",
                        manifests -> without(
                                manifests,
                                "HorizontalPodAutoscaler",
                                (deployment, scaler) -> scaler.at("/spec/scaleTargetRef/name")
                                                .asText()
                                                .equals(Manifests.name(deployment))
                                        && scaler.at("/spec/minReplicas").asInt() >= 2
                                        && !deployment.path("spec").has("replicas")),
                        manifests -> ((ObjectNode) manifests
                                        .the("HorizontalPodAutoscaler", "order-service")
                                        .path("spec"))
                                .put("minReplicas", 1)));
    }

    private static boolean hasTimeToEnd(JsonNode deployment) {
        Duration pause = Duration.ofSeconds(
                container(deployment).at("/lifecycle/preStop/sleep/seconds").asInt());
        Duration longest = pause.plus(shutdown(Manifests.name(deployment)).multipliedBy(PHASES_THAT_WAIT))
                .plus(TO_SPARE);
        Duration given = Duration.ofSeconds(
                spec(deployment).path("terminationGracePeriodSeconds").asInt());
        return pause.toSeconds() >= 10 && given.compareTo(longest) >= 0;
    }

    /** How long the service gives a phase of its shutdown. */
    private static Duration shutdown(String service) {
        String setting = "spring.lifecycle.timeout-per-shutdown-phase";
        Properties own = properties(service, "application.properties");
        Properties all = own.containsKey(setting) ? own : properties("event-publishing", "event-publishing.properties");
        return TimeUtils.parseDuration(all.getProperty(setting));
    }

    private static Properties properties(String module, String file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("../..", module, "src/main/resources", file))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private interface Serves {
        boolean test(JsonNode deployment, JsonNode other);
    }

    private static List<String> without(Manifests manifests, String kind, Serves serves) {
        return manifests.ofKind("Deployment").stream()
                .filter(deployment ->
                        manifests.ofKind(kind).stream().noneMatch(other -> serves.test(deployment, other)))
                .map(Manifests::title)
                .toList();
    }

    private static Rule ofServices(String name, Predicate<JsonNode> isSo, Consumer<ObjectNode> breach) {
        return new Rule(
                name,
                manifests -> manifests.ofKind("Deployment").stream()
                        .filter(isSo.negate())
                        .map(Manifests::title)
                        .toList(),
                manifests -> breach.accept(manifests.the("Deployment", "results-dashboard")));
    }

    private static ObjectNode spec(JsonNode deployment) {
        return (ObjectNode) deployment.at("/spec/template/spec");
    }

    private static ObjectNode container(JsonNode deployment) {
        return (ObjectNode) spec(deployment).at("/containers/0");
    }
}
