package dev.turnstile.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * Orders per minute as a tutorial would count them: databind, one global window, a HashSet of users. No deduplication,
 * no lateness, no live results, no ledger, no checkpoints, nothing written.
 */
final class NaiveOrdersJob {

    private NaiveOrdersJob() {}

    /** An order, as a POJO. */
    public static final class Order {
        public String userId = "";
        public BigDecimal totalAmount = BigDecimal.ZERO;
        public long createdAt;
    }

    /** Runs to the end of what is in the topic now. */
    static void run(String bootstrapServers, String topic, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        environment.getConfig().enableObjectReuse();
        KafkaSource<Order> source = KafkaSource.<Order>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new OrderSchema())
                .build();
        environment
                .fromSource(
                        source,
                        WatermarkStrategy.<Order>forBoundedOutOfOrderness(Duration.ofSeconds(30))
                                .withTimestampAssigner((order, timestamp) -> order.createdAt),
                        "orders")
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                .aggregate(new Totals())
                .sinkTo(new DiscardingSink<>());
        environment.execute("naive orders");
    }

    private static final class OrderSchema extends AbstractDeserializationSchema<Order> {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public Order deserialize(byte[] message) throws IOException {
            JsonNode json = JSON.readTree(message);
            Order order = new Order();
            order.userId = json.get("user_id").asText();
            order.totalAmount = json.get("total_amount").decimalValue();
            order.createdAt = Instant.parse(json.get("created_at").asText()).toEpochMilli();
            return order;
        }
    }

    /** What a window holds. */
    public static final class Total {
        public Set<String> users = new HashSet<>();
        public long orders;
        public BigDecimal revenue = BigDecimal.ZERO;
    }

    private static final class Totals implements AggregateFunction<Order, Total, String> {
        @Override
        public Total createAccumulator() {
            return new Total();
        }

        @Override
        public Total add(Order order, Total total) {
            total.users.add(order.userId);
            total.orders++;
            total.revenue = total.revenue.add(order.totalAmount);
            return total;
        }

        @Override
        public String getResult(Total total) {
            return total.users.size() + " " + total.orders + " " + total.revenue;
        }

        @Override
        public Total merge(Total one, Total other) {
            one.users.addAll(other.users);
            one.orders += other.orders;
            one.revenue = one.revenue.add(other.revenue);
            return one;
        }
    }
}
