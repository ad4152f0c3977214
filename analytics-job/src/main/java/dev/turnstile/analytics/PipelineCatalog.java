package dev.turnstile.analytics;

import dev.turnstile.analytics.defined.DefinedPipeline;
import dev.turnstile.analytics.eventlake.EventLakePipeline;
import dev.turnstile.analytics.market.MarketPipeline;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.transactions.TransactionsPipeline;
import dev.turnstile.analytics.video.VideoPipeline;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.ShippedDefinitions;
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
 * The pipelines: name, topics in, topics out. Most are a definition, those in {@code pipelines/} or anybody's; what needs
 * code is here.
 *
 * <p>Each is streams in, streams out; what is attached to them, Kafka or a file, is not its concern.
 */
public final class PipelineCatalog {

    private static final List<TopicDefinition> SHARED_OUTPUTS = List.of(
            Topics.RESULTS, Topics.LIVE, Topics.LEDGER, Topics.ALERTS, Topics.LATE_EVENTS, Topics.REJECTED_EVENTS);

    private static final List<Entry> IN_CODE = List.of(
            new Entry(
                    CategoryResult.PIPELINE,
                    inputs(Topics.TRANSACTIONS),
                    outputs(
                            Topics.PROCESSED_TRANSACTIONS,
                            Topics.HIGH_VALUE_TRANSACTIONS,
                            Topics.USER_AGGREGATIONS,
                            Topics.CATEGORY_AGGREGATIONS),
                    TransactionsPipeline::build),
            new Entry(
                    CandleResult.PIPELINE,
                    inputs(Topics.CRYPTO_PRICES),
                    outputs(Topics.CRYPTO_CANDLES),
                    MarketPipeline::build),
            new Entry(
                    VideoResult.PIPELINE,
                    inputs(Topics.VIDEO_FRAMES),
                    outputs(Topics.PROCESSED_VIDEO_FRAMES, Topics.VIDEO_SOURCE_AGGREGATIONS),
                    VideoPipeline::build),
            new Entry(
                    LakeHour.PIPELINE,
                    inputs(Topics.LISTEN_EVENTS, Topics.PAGE_VIEW_EVENTS, Topics.AUTH_EVENTS),
                    outputs(),
                    EventLakePipeline::topicOf,
                    EventLakePipeline::build,
                    null));

    private PipelineCatalog() {}

    private static List<String> inputs(TopicDefinition... topics) {
        return Stream.of(topics).map(TopicDefinition::name).toList();
    }

    private static List<String> outputs(TopicDefinition... ofItsOwn) {
        return Stream.concat(Stream.of(ofItsOwn), SHARED_OUTPUTS.stream())
                .map(TopicDefinition::name)
                .toList();
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

    /**
     * One pipeline.
     *
     * @param inputs names of topics
     * @param outputs names of topics
     * @param definition what it is compiled from; null for one in code
     */
    public record Entry(
            String name,
            List<String> inputs,
            List<String> outputs,
            TopicOf topicOf,
            Builder builder,
            @Nullable Definition definition) {

        /** One in code whose records all belong to its only topic. */
        Entry(String name, List<String> inputs, List<String> outputs, Builder builder) {
            this(name, inputs, outputs, value -> inputs.get(0), builder, null);
        }
    }

    /** The names of all that come with the platform. */
    public static List<String> names() {
        return Stream.concat(
                        ShippedDefinitions.names().stream(), IN_CODE.stream().map(Entry::name))
                .toList();
    }

    /** All that come with the platform. */
    public static List<Entry> all() {
        return names().stream().map(name -> named(name).orElseThrow()).toList();
    }

    public static Optional<Entry> named(String name) {
        return IN_CODE.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .or(() -> ShippedDefinitions.named(name).map(PipelineCatalog::of));
    }

    /** The pipeline that a definition is. Of several topics, a record that did not come from one belongs to the first. */
    public static Entry of(Definition definition) {
        List<String> topics = definition.source().topics();
        Definition.Results results = definition.results();
        List<String> outputs = results == null
                ? outputs()
                : Stream.concat(Stream.of(results.topic()), outputs().stream()).toList();
        return new Entry(
                definition.pipeline(),
                topics,
                outputs,
                value -> topics.get(0),
                (records, windows, settings) -> DefinedPipeline.build(definition, records, windows, settings),
                definition);
    }
}
