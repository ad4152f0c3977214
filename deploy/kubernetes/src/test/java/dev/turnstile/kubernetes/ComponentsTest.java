package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be added to an overlay: a backfill, a pipeline of one's own, rejected events once more, the alert webhook, traces. */
class ComponentsTest {

    private static final String SUFFIX = "-backfill";
    private static final PipelineCatalog.Entry ORDERS = PipelineCatalog.all().stream()
            .filter(pipeline -> pipeline.name().equals("orders"))
            .findFirst()
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"eks-with-everything", "kind-with-everything"})
    void a_backfill_is_the_pipeline_that_runs_but_for_its_suffix_and_user(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);
        ObjectNode backfill = manifests.the("FlinkDeployment", "pipeline-orders-backfill");
        List<String> arguments = texts(backfill.at("/spec/job/args"));

        assertThat(arguments).containsExactly("--pipeline=orders", "--set=OUTPUT_SUFFIX=" + SUFFIX);
        assertThat(user(backfill)).isEqualTo("kafka-pipeline-orders-backfill");
        Environment environment = new Environment(
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:1", "CHECKPOINT_DIR", "file:///state", "OUTPUT_SUFFIX", SUFFIX));
        assertThat(JobSettings.from(environment).outputSuffix()).isEqualTo(SUFFIX);

        ObjectNode running = manifests.the("FlinkDeployment", "pipeline-orders");
        ((ObjectNode) backfill.at("/spec/job")).set("args", running.at("/spec/job/args"));
        ((ObjectNode) backfill.at("/spec/podTemplate/spec/containers/0/env/0/valueFrom/secretKeyRef"))
                .put("name", "kafka-pipeline-orders");
        assertThat(backfill.path("spec")).isEqualTo(running.path("spec"));
    }

    @Test
    void a_backfills_topics_are_its_outputs_with_the_suffix() {
        Manifests manifests = Kustomize.overlay("kind-with-everything");
        Set<String> copies =
                ORDERS.outputs().stream().map(topic -> topic + SUFFIX).collect(Collectors.toCollection(TreeSet::new));

        assertThat(manifests.ofKind("KafkaTopic"))
                .filteredOn(topic -> Manifests.name(topic).endsWith(SUFFIX))
                .allSatisfy(topic -> assertThat(topic.path("spec"))
                        .isEqualTo(manifests
                                .the("KafkaTopic", Manifests.name(topic).replace(SUFFIX, ""))
                                .path("spec")))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(copies);
        Pod job = Pod.of(Kustomize.overlay("eks-with-everything").the("Job", "create-backfill-topics"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(job.container().path("args")))
                .contains("create-topics", "--suffix=" + SUFFIX)
                .filteredOn(argument -> argument.startsWith("--topics="))
                .singleElement()
                .satisfies(argument -> assertThat(
                                argument.substring("--topics=".length()).split(","))
                        .extracting(topic -> topic + SUFFIX)
                        .containsExactlyInAnyOrderElementsOf(copies));
    }

    @Test
    void a_backfills_user_may_do_with_the_suffix_what_the_pipelines_may_without() {
        Set<String> expected = rights("kind", "kafka-pipeline-orders").stream()
                // What is computed anew beside the pipeline tells of no definition.
                .filter(right -> !right.contains("pipeline-definitions"))
                .map(right -> right.matches("topic .*Write.*|group .*") ? right.replace(":", SUFFIX + ":") : right)
                .map(right -> right.replace("-results*", SUFFIX + "-results*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rights("kind-with-everything", "kafka-pipeline-orders-backfill"))
                .containsExactlyElementsOf(expected)
                .contains("group turnstile-orders-backfill: Read");
    }

    @Test
    void a_definition_is_a_pipeline_like_orders_but_for_its_file_and_user() {
        Manifests manifests = Kustomize.overlay("kind-with-definition");
        ObjectNode visits = manifests.the("FlinkDeployment", "pipeline-visits");

        assertThat(texts(visits.at("/spec/job/args"))).containsExactly("--definition=/etc/turnstile/visits.yaml");
        assertThat(user(visits)).isEqualTo("kafka-pipeline-visits");
        assertThat(rights("kind-with-definition", "kafka-pipeline-visits"))
                .containsExactlyElementsOf(rights("kind", "kafka-pipeline-orders").stream()
                        .map(right -> right.replace("orders", "visits"))
                        .collect(Collectors.toCollection(TreeSet::new)));

        assertThat(remove("definition", visits.at("/spec/podTemplate/spec/containers/0/volumeMounts"))
                        .path("mountPath")
                        .asText())
                .isEqualTo("/etc/turnstile");
        String map = remove("definition", visits.at("/spec/podTemplate/spec/volumes"))
                .at("/configMap/name")
                .asText();
        Definition definition = DefinitionFile.read(
                "visits.yaml",
                manifests.the("ConfigMap", map).at("/data/visits.yaml").asText());
        assertThat(definition.pipeline()).isEqualTo("visits");
        assertThat(definition.source().topics())
                .allSatisfy(
                        topic -> assertThat(manifests.the("KafkaTopic", topic).path("spec"))
                                .isEqualTo(manifests.the("KafkaTopic", "orders").path("spec")));

        ObjectNode orders = manifests.the("FlinkDeployment", "pipeline-orders");
        ((ObjectNode) visits.at("/spec/job")).set("args", orders.at("/spec/job/args"));
        ((ObjectNode) visits.at("/spec/podTemplate/spec/containers/0/env/0/valueFrom/secretKeyRef"))
                .put("name", "kafka-pipeline-orders");
        assertThat(visits.path("spec")).isEqualTo(orders.path("spec"));
    }

    @Test
    void events_of_a_definition_may_be_sent_by_rest() {
        Set<String> expected = new TreeSet<>(rights("kind", "kafka-event-service"));
        DefinitionFile.read(
                        "visits.yaml",
                        Kustomize.overlay("kind-with-definition")
                                .configMap("definition-visits")
                                .path("visits.yaml")
                                .asText())
                .source()
                .topics()
                .forEach(topic -> expected.add(topic(topic, "Write")));

        assertThat(rights("kind-with-definition", "kafka-event-service")).containsExactlyElementsOf(expected);
    }

    /** Takes the element of this name out of a list. */
    private static JsonNode remove(String name, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.path(i).path("name").asText().equals(name)) {
                return ((ArrayNode) list).remove(i);
            }
        }
        throw new AssertionError("There is no " + name + " in " + list);
    }

    @Test
    void the_dashboard_is_told_of_it() {
        JsonNode plain = Kustomize.overlay("kind").configMap("results-dashboard");
        JsonNode told = Kustomize.overlay("kind-with-definition").configMap("results-dashboard");

        assertThat(told.path("PIPELINES").asText())
                .isEqualTo(plain.path("PIPELINES").asText() + ",visits");
        assertThat(told.path("FLINK_REST_URL").asText())
                .isEqualTo(plain.path("FLINK_REST_URL").asText() + ",http://pipeline-visits-rest:8081");
        assertThat(told.path("BOOKING_SERVICE_URL")).isEqualTo(plain.path("BOOKING_SERVICE_URL"));
    }

    @Test
    void what_is_done_by_hand_is_done_by_users_that_may_do_that_and_no_more() {
        Set<String> resend = new TreeSet<>();
        resend.add(topic(Topics.REJECTED_EVENTS.name(), "Read"));
        PipelineCatalog.all().stream()
                .flatMap(pipeline -> pipeline.inputs().stream())
                .forEach(input -> resend.add(topic(input, "Write")));

        assertThat(rights("kind-with-everything", "kafka-resend-rejected")).containsExactlyElementsOf(resend);
        assertThat(rights("kind-with-everything", "kafka-publish-backfill"))
                .containsExactlyInAnyOrder(
                        topic(Topics.RESULTS.name() + SUFFIX, "Read"), topic(Topics.RESULTS.name(), "Read, Write"));
    }

    /** What has been posted is the position of this group. */
    @Test
    void the_dashboards_user_may_note_what_it_has_posted() {
        Set<String> expected = new TreeSet<>(rights("kind", "kafka-results-dashboard"));
        expected.add("group turnstile-alert-webhook: Read");

        assertThat(rights("kind-with-everything", "kafka-results-dashboard")).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "kind-with-everything", "kind-with-definition"})
    void every_user_of_kafka_is_that_of_a_pod(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);

        assertThat(manifests.pods().stream()
                        .filter(pod -> !pod.isOf("StatefulSet"))
                        .map(pod -> user(pod.owner())))
                .containsExactlyInAnyOrderElementsOf(manifests.ofKind("KafkaUser").stream()
                        .map(Manifests::name)
                        .toList());
    }

    @Test
    void what_is_added_comes_from_the_overlays_registry() {
        assertThat(images("eks-with-everything")).isEqualTo(images("eks"));
    }

    /** Commands make Jobs from these. */
    @Test
    void the_document_on_operations_names_what_there_is() throws IOException {
        String document = Files.readString(Path.of("../../docs/operations.md"));
        List<String> named = Pattern.compile("cronjob/([a-z-]+)")
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Kustomize.overlay("eks-with-everything").ofKind("CronJob").stream()
                        .map(Manifests::name)
                        .toList());
        Stream.of("kind-with-everything", "eks-with-everything")
                .map(Kustomize::overlay)
                .flatMap(manifests -> manifests.objects().stream())
                .filter(object -> Manifests.name(object).matches(".*backfill.*")
                        && !Manifests.kind(object).equals("ConfigMap"))
                .forEach(object -> assertThat(object.at("/metadata/labels/turnstile.dev~1backfill")
                                .asText())
                        .as("what the document's last command deletes: " + Manifests.title(object))
                        .isEqualTo("orders"));
    }

    @ParameterizedTest
    @CsvSource({"eks,eks-with-everything", "kind,kind-with-everything"})
    void what_goes_out_besides(String overlay, String withEverything) {
        Set<Flow> plain = Flow.out(Kustomize.overlay(overlay));
        Set<Flow> expected = new TreeSet<>(plain);
        expected.addAll(asIf("pipeline-orders-backfill", "pipeline-orders", plain));
        // A service that writes events talks to Kafka and to nobody else.
        expected.addAll(asIf("publish-backfill", "order-service", plain));
        expected.addAll(asIf("resend-rejected", "order-service", plain));
        if (overlay.equals("eks")) {
            expected.addAll(asIf("create-backfill-topics", "create-topics", plain));
        }
        expected.add(new Flow("results-dashboard", "203.0.113.7/32", "443"));
        Stream.of("booking-service", "order-service", "event-service", "results-dashboard")
                .forEach(service -> expected.add(new Flow(service, "observability/opentelemetry-collector", "4318")));

        assertThat(Flow.out(Kustomize.overlay(withEverything))).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"eks,eks-with-everything", "kind,kind-with-everything"})
    void what_comes_in_besides(String overlay, String withEverything) {
        Set<Flow> plain = Flow.in(Kustomize.overlay(overlay));
        Set<Flow> expected = new TreeSet<>(plain);
        expected.addAll(asIf("pipeline-orders-backfill", "pipeline-orders", plain));

        assertThat(Flow.in(Kustomize.overlay(withEverything))).containsExactlyElementsOf(expected);
    }

    /** The policies name where the collector is, the settings too. */
    @Test
    void spans_go_where_the_policy_lets_them() {
        Manifests manifests = Kustomize.overlay("kind-with-everything");

        assertThat(List.of("rest-services", "results-dashboard"))
                .allSatisfy(map -> assertThat(manifests
                                .configMap(map)
                                .path("OTEL_EXPORTER_OTLP_ENDPOINT")
                                .asText())
                        .isEqualTo("http://opentelemetry-collector.observability:4318"));
    }

    /** What one has, for another. */
    private static List<Flow> asIf(String another, String one, Set<Flow> flows) {
        return flows.stream()
                .filter(flow -> (flow.from() + " " + flow.to()).contains(one))
                .map(flow ->
                        new Flow(flow.from().replace(one, another), flow.to().replace(one, another), flow.port()))
                .toList();
    }

    private static Set<String> images(String overlay) {
        return Kustomize.overlay(overlay).objects().stream()
                .flatMap(object -> object.findValuesAsText("image").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rights(String overlay, String user) {
        return TopicsTest.rights(Kustomize.overlay(overlay).the("KafkaUser", user));
    }

    /** As the rights are in words: operations in the order of the alphabet. */
    private static String topic(String name, String operations) {
        return "topic " + name + ": Describe, " + operations;
    }

    private static String user(ObjectNode object) {
        return Pod.of(object).findFirst().orElseThrow().container().path("env").findValues("secretKeyRef").stream()
                .map(secret -> secret.path("name").asText())
                .filter(name -> name.startsWith("kafka-"))
                .collect(Collectors.joining());
    }

    private static List<String> texts(JsonNode list) {
        return Manifests.each(list).map(JsonNode::asText).toList();
    }
}
