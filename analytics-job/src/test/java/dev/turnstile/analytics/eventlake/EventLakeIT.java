package dev.turnstile.analytics.eventlake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Hours of events into a lake, while the task manager is lost again and again; read back by DuckDB. */
class EventLakeIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PARALLELISM = 2;

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .build());

    /** How many task managers are gone; the next one has this number. */
    private static int lost;

    @TempDir
    static Path directory;

    @Test
    void each_event_is_in_one_file_of_its_hour_whatever_fails(@InjectMiniCluster MiniCluster flink) throws Exception {
        prove(directory.resolve("lake").toUri().toString(), new MusicService(200_000, 30), flink);
    }

    @Test
    void so_it_is_on_a_server_that_speaks_the_protocol_of_s3(@InjectMiniCluster MiniCluster flink) throws Exception {
        try (S3Server server = S3Server.start(directory.resolve("s3"))) {
            prove(server.bucket() + "/some/lake", new MusicService(200_000, 30), flink);
        }
    }

    /** Runs the history into a lake, with three losses of the task manager, and looks at what is there. */
    private static void prove(String uri, MusicService music, MiniCluster flink) throws Exception {
        LakeReading reading = new LakeReading(uri, directory.resolve("copy"));
        JobClient job = start(uri, music);
        Map<String, Long> expected = music.rowsByFolder();
        for (int failures = 0; failures < 3; failures++) {
            int before = reading.files();
            // Where one checkpoint took a long time, all may have become visible with it.
            await().atMost(LIMIT).until(() -> reading.files() > before || before >= expected.size());
            flink.terminateTaskManager(lost++).get();
            flink.startTaskManager();
        }
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                // On S3 a manifest can be replaced by its next revision between being listed and being read; and this
                // server, unlike S3, replaces it in place, so that who reads it meanwhile has some of either.
                .ignoreExceptionsMatching(it -> it instanceof IOException || it instanceof DuckDb.Unreadable)
                .untilAsserted(() -> assertThat(reading.rowsByManifests()).isEqualTo(expected));
        job.cancel().get();
        assertThat(reading.rowsByManifests()).isEqualTo(expected);
        assertThat(reading.rowsByFiles()).isEqualTo(expected);
        assertThat(reading.distinctNumbers()).isEqualTo(music.events());
        assertThat(reading.rowsInAnotherHourThanTheirs()).isZero();
        assertThat(reading.filesAsManifestsSay()).isNotEmpty().isEqualTo(reading.filesAsTheyAre());
        // One for each of the writers when an hour closes, and what came late; not one for each of the checkpoints.
        assertThat((double) reading.files() / expected.size()).isLessThan(8);
    }

    private static JobClient start(String uri, MusicService music) throws Exception {
        Configuration configuration = FlinkDefaults.bounded();
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(PARALLELISM);
        DataStream<Arrival> records = environment
                .fromSource(
                        new DataGeneratorSource<>(
                                music,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(music.events() / 8.0),
                                TypeInformation.of(Arrival.class)),
                        WatermarkStrategy.noWatermarks(),
                        "music")
                .uid("music")
                .setParallelism(1);
        PipelineStreams streams = EventLakePipeline.build(
                records, WindowSettings.DEFAULTS, new Environment(Map.of("LAKE_URI", uri, "LAKE_FILE_AGE", "5s")));
        streams.results().sinkTo(new DiscardingSink<OutgoingRecord>()).uid("results");
        streams.atLeastOnce().sinkTo(new DiscardingSink<OutgoingRecord>()).uid("other");
        return environment.executeAsync("lake");
    }
}
