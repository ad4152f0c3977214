package dev.turnstile.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.StateTypes;
import dev.turnstile.analytics.windows.WindowSettings;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a savepoint readable by the next version: uids, and types that Flink can evolve. */
class GraphTest {

    static Stream<PipelineCatalog.Entry> pipelines() {
        return PipelineCatalog.all().stream();
    }

    static Stream<Class<?>> stateTypes() {
        return Stream.of(
                        StateTypes.all(),
                        dev.turnstile.analytics.alerts.StateTypes.all(),
                        dev.turnstile.analytics.defined.StateTypes.all(),
                        dev.turnstile.analytics.transactions.StateTypes.all(),
                        dev.turnstile.analytics.market.StateTypes.all(),
                        dev.turnstile.analytics.video.StateTypes.all(),
                        dev.turnstile.analytics.eventlake.StateTypes.all())
                .flatMap(types -> types);
    }

    private static StreamExecutionEnvironment graphOf(PipelineCatalog.Entry pipeline) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.bounded());
        var records =
                environment.fromData(TypeInformation.of(Arrival.class), Arrival.ofRecord("t", 0, 0, 0, null, null));
        records.uid("records");
        var streams = pipeline.builder().build(records, WindowSettings.DEFAULTS, Environment.EMPTY);
        streams.results().sinkTo(new DiscardingSink<>()).uid("results");
        streams.atLeastOnce().sinkTo(new DiscardingSink<>()).uid("other");
        return environment;
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void every_operator_has_a_uid_that_begins_with_its_pipelines_name(PipelineCatalog.Entry pipeline) {
        assertThat(graphOf(pipeline).getStreamGraph().getStreamNodes())
                .filteredOn(node -> !node.getOperatorName().contains("Sink") && !isRecords(node))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getTransformationUID()).startsWith(pipeline.name() + "-"));
    }

    private static boolean isRecords(StreamNode node) {
        return "records".equals(node.getTransformationUID());
    }

    /** Flink itself refuses a graph with a type that would fall to Kryo, or an operator without a uid. */
    @ParameterizedTest
    @MethodSource("pipelines")
    void nothing_between_operators_falls_to_kryo(PipelineCatalog.Entry pipeline) {
        assertThat(graphOf(pipeline).getStreamGraph().getJobGraph().getNumberOfVertices())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("stateTypes")
    void what_is_kept_in_state_can_evolve(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
    }
}
