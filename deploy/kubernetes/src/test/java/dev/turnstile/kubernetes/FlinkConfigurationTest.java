package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a FlinkDeployment configures are options that Flink {@code 2.2} has. */
class FlinkConfigurationTest {

    /** The operator's and its autoscaler's own, Prometheus' and S3's: of their documentation, not of Flink's classes. */
    private static final Set<String> OF_OTHERS = Set.of(
            "kubernetes.operator.periodic.savepoint.interval",
            "kubernetes.operator.savepoint.history.max.count",
            "kubernetes.operator.savepoint.history.max.age",
            "kubernetes.operator.deployment.rollback.enabled",
            "job.autoscaler.enabled",
            "job.autoscaler.metrics.window",
            "job.autoscaler.stabilization.interval",
            "job.autoscaler.target.utilization",
            "job.autoscaler.utilization.max",
            "job.autoscaler.utilization.min",
            "job.autoscaler.catch-up.duration",
            "job.autoscaler.restart.time",
            "job.autoscaler.vertex.max-parallelism",
            "metrics.reporter.prom.factory.class",
            "metrics.reporter.prom.port",
            "fs.s3a.aws.credentials.provider");

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void every_option_is_one_that_flink_has(String overlay) {
        Set<String> known = new TreeSet<>(OF_OTHERS);
        Stream.of(
                        BlobServerOptions.class,
                        CheckpointingOptions.class,
                        HighAvailabilityOptions.class,
                        JobManagerOptions.class,
                        MetricOptions.class,
                        NettyShuffleEnvironmentOptions.class,
                        RestOptions.class,
                        TaskManagerOptions.class,
                        WebOptions.class)
                .flatMap(options -> Stream.of(options.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class)
                .map(FlinkConfigurationTest::key)
                .forEach(known::add);

        assertThat(Kustomize.overlay(overlay).ofKind("FlinkDeployment"))
                .isNotEmpty()
                .allSatisfy(flink -> {
                    Set<String> unknown = new TreeSet<>();
                    flink.at("/spec/flinkConfiguration").fieldNames().forEachRemaining(unknown::add);
                    unknown.removeAll(known);
                    assertThat(unknown).isEmpty();
                });
    }

    private static String key(Field field) {
        try {
            return ((ConfigOption<?>) field.get(null)).key();
        } catch (IllegalAccessException e) {
            throw new LinkageError(field.toString(), e);
        }
    }
}
