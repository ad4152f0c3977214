package dev.turnstile.analytics;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.LedgerAccount;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

/**
 * What a whole pipeline makes of records from memory, on a Flink cluster in this process.
 *
 * @param results in the order in which they came
 * @param setAside what was late and what was rejected
 */
public record BoundedRun(
        List<OutgoingRecord> results,
        List<OutgoingRecord> setAside,
        List<OutgoingRecord> alerts,
        LedgerAccount account) {

    /** A cluster with so many slots; for a test to register. */
    public static MiniClusterExtension cluster(int slots) {
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(slots)
                .build());
    }

    /** Returns when all has been read; the records come from one partition. */
    public static BoundedRun of(PipelineCatalog.Builder pipeline, List<Arrival> arrivals, int parallelism)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.bounded());
        environment.setParallelism(parallelism);
        DataStream<Arrival> records = environment
                .fromData(arrivals, TypeInformation.of(Arrival.class))
                .uid("arrivals")
                .setParallelism(1);
        PipelineStreams streams = pipeline.build(records, WindowSettings.DEFAULTS, Environment.EMPTY);
        List<OutgoingRecord> results = new ArrayList<>();
        List<OutgoingRecord> setAside = new ArrayList<>();
        List<OutgoingRecord> alerts = new ArrayList<>();
        var ofResults = streams.results().collectAsync();
        var ofSetAside = streams.late().union(streams.rejected()).collectAsync();
        var ofAlerts = streams.alerts().collectAsync();
        var job = environment.executeAsync("bounded");
        ofResults.forEachRemaining(results::add);
        ofSetAside.forEachRemaining(setAside::add);
        ofAlerts.forEachRemaining(alerts::add);
        return new BoundedRun(
                results,
                setAside,
                alerts,
                LedgerAccount.of(job.getJobExecutionResult().get()));
    }
}
