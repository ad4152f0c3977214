package dev.turnstile.kafka.process;

import dev.turnstile.events.TopicDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics on a single broker so that they can be written to at once. */
public final class NewTopics {

    private static final short ONE_BROKER = 1;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private NewTopics() {}

    /**
     * Makes those that are not there yet, and returns once every partition of all of them has a leader that answers.
     *
     * @throws ExecutionException when the broker refuses one
     * @throws TimeoutException when it has not made them, or does not lead them, after 90 s
     */
    public static void create(String bootstrapServers, Collection<TopicDefinition> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> missing = topics.stream().map(NewTopics::onOneBroker).toList();
            while (!missing.isEmpty()) {
                missing = stillMissing(admin, missing, deadline);
            }
            awaitLeaders(admin, topics, deadline);
        }
    }

    /**
     * One attempt. A broker on a busy machine can miss its heartbeats, and as long as its controller takes it for gone it
     * makes no topics; a request whose answer was lost is sent again and finds the topic there.
     */
    private static List<NewTopic> stillMissing(Admin admin, List<NewTopic> wanted, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        CreateTopicsResult creation = admin.createTopics(wanted);
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : wanted) {
            try {
                creation.topicId(topic.name()).get(nanosUntil(deadline), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InvalidReplicationFactorException
                        || e.getCause() instanceof RetriableException) {
                    missing.add(topic);
                } else if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        if (!missing.isEmpty()) {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        }
        return missing;
    }

    /**
     * An idempotent producer that writes before a new partition's leader is ready can wedge it: the first batch is turned
     * away, the second one taken, and the first one is then out of order until it expires, two minutes later. A topic
     * that the controller has just made may be unknown to the broker yet; the administration client of Kafka 4 gives up
     * at once then, so that we ask again.
     */
    static void awaitLeaders(Admin admin, Collection<TopicDefinition> topics, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDefinition topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        while (true) {
            try {
                admin.listOffsets(ends).all().get(nanosUntil(deadline), TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
            }
        }
    }

    private static long nanosUntil(long deadline) throws TimeoutException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new TimeoutException("The broker has not made the topics after " + LONGEST_WAIT.toSeconds() + " s");
        }
        return left;
    }

    private static NewTopic onOneBroker(TopicDefinition topic) {
        return new NewTopic(topic.name(), topic.partitions(), ONE_BROKER).configs(topic.configuration());
    }
}
