package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests set is read by the application, and what an application reads is set or left alone on purpose. */
class SettingsTest {

    /** The JVM's own. */
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");

    /** Their defaults are right in a cluster, or they are older names of others. */
    private static final Set<String> LEFT_ALONE = Set.of(
            "KAFKA_BROKER",
            "GCS_BUCKET",
            // A provider's brokers have certificates that everybody trusts.
            "KAFKA_SSL_TRUSTSTORE_LOCATION",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "SERVER_PORT",
            "MANAGEMENT_SERVER_PORT",
            "RATE_LIMIT",
            "LIVE_INTERVAL",
            // Of a job that is run beside another for a while, and has it among its arguments.
            "OUTPUT_SUFFIX",
            "RESULTS_KEPT_FOR",
            "RESULTS_KEPT_MOST",
            "RESULTS_KEPT_MEBIBYTES",
            "STREAM_REPLAY_EVENTS",
            "STREAM_MOST_CLIENTS",
            // Off unless components/alert-webhook is added.
            "ALERT_WEBHOOK_URL",
            "ALERT_WEBHOOK_SECRET",
            "ALERT_WEBHOOK_TIMEOUT",
            // Off unless components/traces is added.
            "OTEL_EXPORTER_OTLP_ENDPOINT");

    /** How pipelines count and when they alert; where they have something to connect to is another matter. */
    private static final Pattern OF_PIPELINES =
            Pattern.compile("(ALERT|LAKE|PRICE|TRANSACTIONS|VIDEO)_(?!URI$|URL$|WEBHOOK_)[A-Z_]+");

    private static final Map<String, List<String>> MODULES = Map.of(
            "Deployment booking-service", List.of("booking-service", "event-publishing"),
            "Deployment order-service", List.of("order-service", "event-publishing"),
            "Deployment event-service", List.of("event-service", "event-publishing"),
            "Deployment results-dashboard", List.of("results-dashboard"),
            "Job create-topics", List.of("event-sources"),
            "Job create-backfill-topics", List.of("event-sources"),
            "CronJob publish-backfill", List.of("event-sources"),
            "CronJob resend-rejected", List.of("event-sources"),
            "Job grant-access", List.of("event-sources"));

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind", "eks-with-everything", "kind-with-everything"})
    void every_setting_of_a_manifest_is_read_by_its_application(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);
        for (Pod pod : ours(manifests)) {
            Set<String> unread = new TreeSet<>(set(manifests, pod));
            modules(pod).forEach(module -> {
                unread.removeAll(Sources.settings(module));
                unread.removeAll(Sources.springSettings(module));
            });
            unread.removeAll(OF_THE_JVM);

            assertThat(unread).as(pod.title()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind", "eks-with-everything", "kind-with-everything"})
    void every_setting_of_an_application_is_in_its_manifest_or_left_alone(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);
        for (Pod pod : ours(manifests)) {
            if (pod.isOf("Job") || pod.isOf("CronJob")) {
                continue; // It is one command of several, which have settings of their own.
            }
            Set<String> missing = new TreeSet<>();
            modules(pod).forEach(module -> missing.addAll(Sources.settings(module)));
            if (pod.isOf("FlinkDeployment")) {
                // One jar, several pipelines: what one of them connects to is no other's concern.
                ours(manifests).stream()
                        .filter(other -> other.isOf("FlinkDeployment"))
                        .forEach(other -> missing.removeAll(set(manifests, other)));
            }
            missing.removeAll(set(manifests, pod));
            missing.removeAll(LEFT_ALONE);
            missing.removeIf(OF_PIPELINES.asMatchPredicate());

            assertThat(missing).as(pod.title()).isEmpty();
        }
    }

    /** PostgreSQL and Redis have settings of their own. */
    private static List<Pod> ours(Manifests manifests) {
        return manifests.pods().stream().filter(pod -> !pod.isOf("StatefulSet")).toList();
    }

    private static List<String> modules(Pod pod) {
        return pod.isOf("FlinkDeployment") ? List.of("analytics-job") : MODULES.get(pod.title());
    }

    private static Set<String> set(Manifests manifests, Pod pod) {
        Set<String> names = new TreeSet<>();
        JsonNode container = pod.container();
        Stream<String> maps = Manifests.each(container.path("envFrom"))
                .map(from -> from.at("/configMapRef/name").asText());
        maps.forEach(
                map -> manifests.the("ConfigMap", map).path("data").fieldNames().forEachRemaining(names::add));
        Manifests.each(container.path("env"))
                .forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }
}
