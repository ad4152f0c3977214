package dev.turnstile.analytics;

import dev.turnstile.analytics.bookings.BookingsPipeline;
import dev.turnstile.analytics.eventlake.EventLakePipeline;
import dev.turnstile.analytics.market.MarketPipeline;
import dev.turnstile.analytics.orders.OrdersPipeline;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.transactions.TransactionsPipeline;
import dev.turnstile.analytics.video.VideoPipeline;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.CandleResult;
import dev.turnstile.events.results.CategoryResult;
import dev.turnstile.events.results.LakeHour;
import dev.turnstile.events.results.VideoResult;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines: name, topics in, topics out.
 *
 * <p>Each is streams in, streams out; what is attached to them, Kafka or a file, is not its concern.
 */
public final class PipelineCatalog {

    private static final List<TopicDefinition> SHARED_OUTPUTS = List.of(
            Topics.RESULTS, Topics.LIVE, Topics.LEDGER, Topics.ALERTS, Topics.LATE_EVENTS, Topics.REJECTED_EVENTS);

    private static final List<Entry> ENTRIES = List.of(
            new Entry("bookings", List.of(Topics.TICKET_BOOKINGS), SHARED_OUTPUTS, BookingsPipeline::build),
            new Entry("orders", List.of(Topics.ORDERS), SHARED_OUTPUTS, OrdersPipeline::build),
            new Entry(
                    CategoryResult.PIPELINE,
                    List.of(Topics.TRANSACTIONS),
                    outputs(
                            Topics.PROCESSED_TRANSACTIONS,
                            Topics.HIGH_VALUE_TRANSACTIONS,
                            Topics.USER_AGGREGATIONS,
                            Topics.CATEGORY_AGGREGATIONS),
                    TransactionsPipeline::build),
            new Entry(
                    CandleResult.PIPELINE,
                    List.of(Topics.CRYPTO_PRICES),
                    outputs(Topics.CRYPTO_CANDLES),
                    MarketPipeline::build),
            new Entry(
                    VideoResult.PIPELINE,
                    List.of(Topics.VIDEO_FRAMES),
                    outputs(Topics.PROCESSED_VIDEO_FRAMES, Topics.VIDEO_SOURCE_AGGREGATIONS),
                    VideoPipeline::build),
            new Entry(
                    LakeHour.PIPELINE,
                    List.of(Topics.LISTEN_EVENTS, Topics.PAGE_VIEW_EVENTS, Topics.AUTH_EVENTS),
                    SHARED_OUTPUTS,
                    EventLakePipeline::topicOf,
                    EventLakePipeline::build));

    private PipelineCatalog() {}

    private static List<TopicDefinition> outputs(TopicDefinition... ofItsOwn) {
        return Stream.concat(Stream.of(ofItsOwn), SHARED_OUTPUTS.stream()).toList();
    }

    /** How a pipeline's graph is made. */
    @FunctionalInterface
    public interface Builder {
        /** The graph between these records and the streams it gives; {@code settings} are the pipeline's own. */
        PipelineStreams build(DataStream<Arrival> records, WindowSettings windows, Environment settings);
    }

    /** Of a record that did not come from a topic, to which it belongs. */
    @FunctionalInterface
    public interface TopicOf extends Serializable {
        /** The name of one of the pipeline's inputs. */
        String topicOf(byte @Nullable [] value);
    }

    /** One pipeline. */
    public record Entry(
            String name,
            List<TopicDefinition> inputs,
            List<TopicDefinition> outputs,
            TopicOf topicOf,
            Builder builder) {

        /** One whose records all belong to its first topic, or whose only one it is. */
        Entry(String name, List<TopicDefinition> inputs, List<TopicDefinition> outputs, Builder builder) {
            this(name, inputs, outputs, value -> inputs.get(0).name(), builder);
        }
    }

    public static List<Entry> all() {
        return ENTRIES;
    }

    public static Optional<Entry> named(String name) {
        return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
