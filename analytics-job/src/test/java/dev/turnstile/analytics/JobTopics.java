package dev.turnstile.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.TraceParent;
import dev.turnstile.kafka.process.NewTopics;
import dev.turnstile.kafka.process.TopicClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The platform's topics on a broker of a test's own. */
final class JobTopics implements AutoCloseable {

    private static final Pattern COUNT = Pattern.compile("\"(read|counted|duplicate|ignored|late|rejected)\":(\\d+)");

    private final String bootstrapServers;
    private final Admin admin;
    private final TopicClient client;

    JobTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        client = new TopicClient(bootstrapServers);
    }

    private static List<String> names() {
        return Topics.all().stream().map(TopicDefinition::name).toList();
    }

    void createAll() throws Exception {
        NewTopics.create(bootstrapServers, Topics.all());
    }

    void deleteAll() throws Exception {
        admin.deleteTopics(names()).all().get();
        await().until(() -> admin.listTopics().names().get().stream().noneMatch(names()::contains));
    }

    void send(String topic, int partition, String value) throws Exception {
        client.send(topic, partition, value);
    }

    void create(List<TopicDefinition> more) throws Exception {
        NewTopics.create(bootstrapServers, more);
    }

    void send(String topic, int partition, byte[] value, Map<String, String> headers) throws Exception {
        client.send(topic, partition, value, headers);
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return client.records(topic);
    }

    void sendTraced(String topic, int partition, String value, String trace) throws Exception {
        client.send(topic, partition, value, Map.of(TraceParent.HEADER, trace));
    }

    /** Key → trace, of the records that have one. */
    Map<String, String> traces(String topic) {
        Map<String, String> traces = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : client.records(topic)) {
            Header trace = record.headers().lastHeader(TraceParent.HEADER);
            if (trace != null) {
                traces.put(new String(record.key(), UTF_8), new String(trace.value(), UTF_8));
            }
        }
        return traces;
    }

    List<String> values(String topic) {
        return client.values(topic);
    }

    /** Of the live windows; those that are rolled up from them have their name in the key. */
    Map<String, String> latestResults() {
        Map<String, String> results = new HashMap<>(client.latest(Topics.RESULTS.name()));
        results.keySet().removeIf(key -> key.contains("/"));
        return results;
    }

    /** The sums of the ledger over all minutes. */
    Map<String, Long> ledgerTotals(String pipeline) {
        Map<String, Long> totals = new HashMap<>();
        client.latest(Topics.LEDGER.name()).forEach((key, value) -> {
            if (key.startsWith(pipeline + "|")) {
                Matcher count = COUNT.matcher(value);
                while (count.find()) {
                    totals.merge(count.group(1), Long.valueOf(count.group(2)), Long::sum);
                }
            }
        });
        return totals;
    }

    @Override
    public void close() {
        client.close();
        admin.close();
    }
}
