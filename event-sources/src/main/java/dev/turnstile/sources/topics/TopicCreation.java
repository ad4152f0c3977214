package dev.turnstile.sources.topics;

import dev.turnstile.events.TopicDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes topics as they are defined, so many times over.
 *
 * @param replicationFactor how many brokers keep each record
 * @param minInsyncReplicas how many of them must have it before it is acknowledged; at most the former
 */
record TopicCreation(short replicationFactor, int minInsyncReplicas) {

    /** What became of them: those that were made, and those that were there before and are left as they are. */
    record Outcome(List<String> made, List<String> there) {}

    /**
     * Returns when all are there.
     *
     * @throws CannotCreateTopics if Kafka refuses one, or does not answer; what was made by then stays
     */
    Outcome create(List<TopicDefinition> topics, Admin admin) throws InterruptedException {
        CreateTopicsResult creation =
                admin.createTopics(topics.stream().map(this::newTopic).toList());
        List<String> made = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (TopicDefinition topic : topics) {
            try {
                creation.topicId(topic.name()).get();
                made.add(topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new CannotCreateTopics(topic.name(), e);
                }
                there.add(topic.name());
            }
        }
        return new Outcome(made, there);
    }

    private NewTopic newTopic(TopicDefinition topic) {
        Map<String, String> configuration = new HashMap<>(topic.configuration());
        configuration.put("min.insync.replicas", Integer.toString(minInsyncReplicas));
        return new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(configuration);
    }

    /** In one line: which topic, and what Kafka says. */
    static final class CannotCreateTopics extends RuntimeException {
        CannotCreateTopics(String topic, ExecutionException e) {
            super("Kafka does not make " + topic + ": " + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }
}
