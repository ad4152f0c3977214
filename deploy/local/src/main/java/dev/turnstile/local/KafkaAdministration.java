package dev.turnstile.local;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** What the launcher asks of the broker: whether it is there, and that it makes the topics. */
final class KafkaAdministration {

    private static final short ONLY_REPLICA = 1;
    private static final int LONGEST_CONNECT_MILLIS = 500;
    private static final int LONGEST_ANSWER_MILLIS = 2_000;

    private final int port;

    KafkaAdministration(int port) {
        this.port = port;
    }

    /** The broker has joined its own cluster; before that it listens but cannot make topics. */
    boolean isReady() throws InterruptedException {
        if (!isListening()) {
            return false;
        }
        try (var admin = admin()) {
            var options = new DescribeClusterOptions().timeoutMs(LONGEST_ANSWER_MILLIS);
            return !admin.describeCluster(options).nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    /** Makes those that are not there yet, and returns when every partition can be written to. */
    void create(List<TopicDefinition> topics) throws InterruptedException {
        try (var admin = admin()) {
            var creations = admin.createTopics(
                    topics.stream().map(KafkaAdministration::newTopic).toList());
            for (var creation : creations.values().values()) {
                try {
                    creation.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new CannotGoOn("Kafka does not make the topics: " + e.getCause(), e);
                    }
                }
            }
            awaitLeaders(admin, topics);
        }
    }

    /**
     * A topic that has just been made has leaders that don't know it yet. An idempotent producer that writes in this very
     * moment can get its first batch refused and its second one taken, and then waits for two minutes, in vain. The
     * administration client asks again until a leader answers.
     */
    private static void awaitLeaders(Admin admin, List<TopicDefinition> topics) throws InterruptedException {
        var partitions = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            admin.listOffsets(partitions).all().get();
        } catch (ExecutionException e) {
            throw new CannotGoOn("Kafka has made the topics, and does not lead them: " + e.getCause(), e);
        }
    }

    private static NewTopic newTopic(TopicDefinition topic) {
        return new NewTopic(topic.name(), topic.partitions(), ONLY_REPLICA).configs(topic.configuration());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
