package dev.turnstile.sources.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker; the second test begins where the first has ended. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicCreationIT {

    private static final long LONGEST_SECONDS = 60;
    private static final TopicCreation ONE_BROKER = new TopicCreation((short) 1, 1);

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    @Order(1)
    void every_topic_is_made_as_it_is_defined_and_none_besides() throws Exception {
        TopicCreation.Outcome outcome = ONE_BROKER.create(Topics.all(), admin);

        assertThat(outcome.made()).isEqualTo(names());
        assertThat(topicsThatAreThere()).containsExactlyInAnyOrderElementsOf(names());
        for (TopicDefinition topic : Topics.all()) {
            TopicDescription description = admin.describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .get(topic.name());
            assertThat(description.partitions()).as(topic.name()).hasSize(topic.partitions());
            Config configuration = configuration(topic);
            topic.configuration()
                    .forEach((name, value) -> assertThat(configuration.get(name).value())
                            .as(topic.name() + " " + name)
                            .isEqualTo(value));
            assertThat(configuration.get("min.insync.replicas").value()).isEqualTo("1");
        }
    }

    @Test
    @Order(2)
    void made_once_more_they_are_left_as_they_are() throws Exception {
        TopicDefinition altered =
                new TopicDefinition(Topics.ORDERS.name(), Topics.ORDERS.keyedBy(), 7, Duration.ofDays(1));
        TopicDefinition added = new TopicDefinition("added", "nothing", 2, Duration.ofDays(1));

        TopicCreation.Outcome outcome = ONE_BROKER.create(List.of(altered, added), admin);

        assertThat(outcome).isEqualTo(new TopicCreation.Outcome(List.of("added"), List.of(altered.name())));
        assertThat(configuration(altered).get("retention.ms").value())
                .isEqualTo(Topics.ORDERS.configuration().get("retention.ms"));
    }

    @Test
    @Order(3)
    void what_kafka_refuses_is_told_with_the_topics_name() {
        TopicDefinition topic = new TopicDefinition("too-often", "nothing", 1, Duration.ofDays(1));

        assertThatThrownBy(() -> new TopicCreation((short) 3, 2).create(List.of(topic), admin))
                .isInstanceOf(TopicCreation.CannotCreateTopics.class)
                .hasMessageContaining("too-often")
                .hasMessageContaining("replication factor");
    }

    private static List<String> names() {
        return Topics.all().stream().map(TopicDefinition::name).toList();
    }

    private static Collection<String> topicsThatAreThere() throws Exception {
        return admin.listTopics(new ListTopicsOptions().listInternal(false))
                .names()
                .get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private static Config configuration(TopicDefinition topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return admin.describeConfigs(List.of(resource))
                .all()
                .get(LONGEST_SECONDS, TimeUnit.SECONDS)
                .get(resource);
    }
}
