package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.access.AccessRight;
import dev.turnstile.events.access.KafkaClient;
import dev.turnstile.events.access.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics of the manifests are those of event-contracts, and each client may use those that it uses. */
class TopicsTest {

    @Test
    void strimzi_makes_every_topic_as_event_contracts_defines_it_and_no_other() {
        Map<String, ObjectNode> made = Kustomize.overlay("kind").ofKind("KafkaTopic").stream()
                .collect(Collectors.toMap(TopicsTest::nameInKafka, topic -> topic));

        assertThat(made.keySet())
                .as("to be added to or taken from components/kafka-strimzi/topics.yaml")
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(TopicDefinition::name).toList());
        for (TopicDefinition topic : Topics.all()) {
            JsonNode spec = made.get(topic.name()).path("spec");
            Map<String, String> configuration = new TreeMap<>(topic.configuration());
            configuration.put("min.insync.replicas", "1");
            assertThat(spec.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
            assertThat(spec.path("config").properties().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().asText())))
                    .as(topic.name())
                    .isEqualTo(configuration);
        }
    }

    /** The command makes all topics of event-contracts, which is its own test's. */
    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke"})
    void for_a_providers_kafka_the_command_makes_them_three_times_over(String overlay) {
        Pod job = Pod.of(Kustomize.overlay(overlay).the("Job", "create-topics"))
                .findFirst()
                .orElseThrow();

        assertThat(Manifests.each(job.container().path("args")).map(JsonNode::asText))
                .containsExactly("create-topics", "--replication-factor=3", "--min-insync-replicas=2");
    }

    /** As which user is the other Job's, which makes that one the administrator. */
    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke"})
    void in_a_providers_kafka_the_command_gives_the_rights_as_who_makes_the_topics(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);

        Pod job = Pod.of(manifests.the("Job", "grant-access")).findFirst().orElseThrow();

        assertThat(Manifests.each(job.container().path("args")).map(JsonNode::asText))
                .containsExactly("grant-access", "--administrator=create-topics");
        assertThat(job.container().path("env"))
                .isEqualTo(Pod.of(manifests.the("Job", "create-topics"))
                        .findFirst()
                        .orElseThrow()
                        .container()
                        .path("env"));
    }

    /** Those of event-contracts are what the command gives. */
    @Test
    void strimzis_users_have_the_rights_that_the_command_gives_in_a_providers_kafka() {
        Manifests manifests = Kustomize.overlay("kind");
        assertThat(manifests.ofKind("KafkaUser").stream().map(Manifests::name))
                .containsExactlyInAnyOrderElementsOf(KafkaClients.ofThePlatform().stream()
                        .map(client -> "kafka-" + client.name())
                        .toList());
        for (KafkaClient client : KafkaClients.ofThePlatform()) {
            assertThat(rights(manifests.the("KafkaUser", "kafka-" + client.name())))
                    .as(client.name())
                    .containsExactlyInAnyOrderElementsOf(inWords(client));
        }
    }

    @Test
    void so_have_those_of_the_components() {
        Map<String, KafkaClient> clients = Stream.concat(
                        KafkaClients.ofBackfill("-backfill").stream(), KafkaClients.onRequest().stream())
                .collect(Collectors.toMap(KafkaClient::name, client -> client));
        Manifests manifests = Kustomize.overlay("kind-with-everything");

        for (String client : List.of("pipeline-orders-backfill", "publish-backfill", "resend-rejected")) {
            assertThat(rights(manifests.the("KafkaUser", "kafka-" + client)))
                    .as(client)
                    .containsExactlyElementsOf(inWords(clients.get(client)));
        }
        assertThat(rights(manifests.the("KafkaUser", "kafka-results-dashboard")))
                .containsAll(inWords(clients.get("alert-webhook")));
    }

    @Test
    void a_pipeline_may_read_its_inputs_and_write_its_outputs_and_no_more() {
        for (String suffix : List.of("", "-backfill")) {
            Map<String, KafkaClient> clients = (suffix.isEmpty()
                            ? KafkaClients.ofThePlatform()
                            : KafkaClients.ofBackfill(suffix))
                    .stream().collect(Collectors.toMap(KafkaClient::name, client -> client));
            for (PipelineCatalog.Entry pipeline : PipelineCatalog.all()) {
                String job = "turnstile-" + pipeline.name() + suffix;
                Set<String> expected = new TreeSet<>();
                pipeline.inputs().forEach(topic -> expected.add("topic " + topic + ": Describe, Read"));
                pipeline.outputs().forEach(topic -> expected.add("topic " + topic + suffix + ": Describe, Write"));
                if (pipeline.definition() != null && suffix.isEmpty()) {
                    expected.add("topic pipeline-definitions: Describe, Read, Write");
                }
                expected.add("group " + job + ": Read");
                expected.add("transactionalId " + job + "-results*: Describe, Write");

                assertThat(inWords(clients.get("pipeline-" + pipeline.name() + suffix)))
                        .as(job)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void a_service_may_write_what_it_takes_and_the_dashboard_may_read() {
        Map<String, KafkaClient> clients =
                KafkaClients.ofThePlatform().stream().collect(Collectors.toMap(KafkaClient::name, client -> client));

        assertThat(inWords(clients.get("booking-service"))).containsExactly("topic ticket-bookings: Describe, Write");
        assertThat(inWords(clients.get("order-service"))).containsExactly("topic orders: Describe, Write");
        assertThat(inWords(clients.get("event-service"))).containsExactlyElementsOf(toTakeEventsOfEveryDefinition());
        assertThat(inWords(clients.get("results-dashboard")))
                .containsExactlyElementsOf(Sources.topicsOfTheDashboard().stream()
                        .map(topic -> "topic " + topic + ": Describe, Read")
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> toTakeEventsOfEveryDefinition() {
        Set<String> rights = new TreeSet<>(Set.of("topic pipeline-definitions: Describe, Read"));
        PipelineCatalog.all().stream()
                .filter(pipeline -> pipeline.definition() != null)
                .flatMap(pipeline -> pipeline.inputs().stream())
                .forEach(topic -> rights.add("topic " + topic + ": Describe, Write"));
        return rights;
    }

    @Test
    void who_sends_rejected_events_again_may_read_them_and_write_every_pipelines_inputs() {
        Set<String> expected = new TreeSet<>(Set.of("topic rejected-events: Describe, Read"));
        for (PipelineCatalog.Entry pipeline : PipelineCatalog.all()) {
            pipeline.inputs().forEach(topic -> expected.add("topic " + topic + ": Describe, Write"));
        }

        assertThat(inWords(KafkaClients.onRequest().get(0))).containsExactlyElementsOf(expected);
    }

    @Test
    void every_client_is_a_user_of_its_own_and_every_user_a_client() {
        Manifests manifests = Kustomize.overlay("kind");
        List<String> used = manifests.pods().stream()
                .filter(pod -> !pod.isOf("StatefulSet"))
                .map(pod -> Manifests.each(pod.container().path("env"))
                        .filter(variable -> variable.path("name").asText().equals("KAFKA_SASL_JAAS_CONFIG"))
                        .map(variable ->
                                variable.at("/valueFrom/secretKeyRef/name").asText())
                        .collect(Collectors.joining()))
                .toList();

        assertThat(used)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(manifests.ofKind("KafkaUser").stream()
                        .map(Manifests::name)
                        .toList());
    }

    /** Kafka's names may have underscores, Kubernetes' may not. */
    private static String nameInKafka(JsonNode topic) {
        return topic.at("/spec/topicName").asText(Manifests.name(topic));
    }

    private static Set<String> inWords(KafkaClient client) {
        return client.rights().stream()
                .map(AccessRight::toString)
                .map(right -> right.replace("transactional id", "transactionalId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> rights(JsonNode user) {
        Set<String> rights = new TreeSet<>();
        for (JsonNode right : user.at("/spec/authorization/acls")) {
            JsonNode resource = right.path("resource");
            boolean isPrefix = resource.path("patternType").asText().equals("prefix");
            rights.add(
                    resource.path("type").asText() + " " + resource.path("name").asText() + (isPrefix ? "*" : "")
                            + ": "
                            + Manifests.each(right.path("operations"))
                                    .map(JsonNode::asText)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return rights;
    }
}
