package dev.turnstile.local;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.kafka.process.NewTopics;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the launcher asks of the broker: whether it is there, and that it makes the topics. */
final class KafkaAdministration {

    private static final int LONGEST_CONNECT_MILLIS = 500;
    private static final int LONGEST_ANSWER_MILLIS = 2_000;
    /** Of transactions, behind the last record of a partition. */
    private static final int MOST_MARKS = 10;

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
        try {
            NewTopics.create(bootstrapServers(), topics);
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotGoOn("Kafka does not make the topics: " + e.getMessage(), e);
        }
    }

    /** Those of them that there are, by name. */
    Set<String> existing(List<TopicDefinition> topics) throws InterruptedException {
        try (var admin = admin()) {
            var existing = new TreeSet<>(admin.listTopics().names().get());
            existing.retainAll(topics.stream().map(TopicDefinition::name).toList());
            return existing;
        } catch (ExecutionException e) {
            throw new CannotGoOn("Kafka does not say which topics there are: " + e.getMessage(), e);
        }
    }

    /** With all that is on them. */
    void delete(Set<String> topics) throws InterruptedException {
        try (var admin = admin()) {
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new CannotGoOn("Kafka does not delete the topics: " + e.getMessage(), e);
        }
    }

    /** Where these topics end now; without partitions that have nothing. */
    Map<TopicPartition, Long> ends(Collection<String> topics) throws InterruptedException {
        try (var admin = admin()) {
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            // Where there is nothing to read any more nobody commits anything.
            latest.replaceAll((partition, spec) -> OffsetSpec.earliest());
            admin.listOffsets(latest).all().get().forEach((partition, start) -> ends.remove(partition, start.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new CannotGoOn("Kafka does not say where topics end: " + e.getMessage(), e);
        }
    }

    /** Forgets what a group has committed, if there is one. */
    void deleteGroup(String group) throws InterruptedException {
        try (var admin = admin()) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new CannotGoOn("Kafka does not forget what " + group + " has read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Whether a group has read so far, by what it has committed; but for a few, because the marks of transactions count as
     * well, and nobody commits those.
     */
    boolean hasRead(String group, Map<TopicPartition, Long> ends) throws InterruptedException {
        try (var admin = admin()) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream().allMatch(end -> {
                var offset = committed.get(end.getKey());
                return offset != null && offset.offset() >= end.getValue() - MOST_MARKS;
            });
        } catch (ExecutionException e) {
            throw new CannotGoOn("Kafka does not say what is read: " + e.getMessage(), e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private String bootstrapServers() {
        return "127.0.0.1:" + port;
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
