package dev.turnstile.kafka.process;

import dev.turnstile.events.TopicDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Makes topics on a single broker, for tests, so that they can be written to at once. */
public final class NewTopics {

    private static final short ONE_BROKER = 1;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private NewTopics() {}

    /**
     * Returns once every partition of these topics has a leader that answers.
     *
     * @throws ExecutionException when the broker does not make them, or there is one of that name already
     */
    public static void create(String bootstrapServers, Collection<TopicDefinition> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> created = topics.stream().map(NewTopics::onOneBroker).toList();
            admin.createTopics(created).all().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            awaitLeaders(admin, topics);
        }
    }

    /**
     * An idempotent producer that writes before a new partition's leader is ready can wedge it: the first batch is turned
     * away, the second one taken, and the first one is then out of order until it expires, two minutes later.
     */
    private static void awaitLeaders(Admin admin, Collection<TopicDefinition> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDefinition topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static NewTopic onOneBroker(TopicDefinition topic) {
        return new NewTopic(topic.name(), topic.partitions(), ONE_BROKER).configs(topic.configuration());
    }
}
