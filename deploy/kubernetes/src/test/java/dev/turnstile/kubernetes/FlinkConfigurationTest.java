package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a FlinkDeployment configures are options that Flink {@code 2.2} and the operator have, with values of their types. */
class FlinkConfigurationTest {

    /** Compared with their sources by hand (see the README): no artifact has them. */
    private static final Set<String> OF_OTHERS = Set.of(
            "kubernetes.operator.periodic.savepoint.interval",
            "kubernetes.operator.savepoint.history.max.count",
            "kubernetes.operator.savepoint.history.max.age",
            "kubernetes.operator.deployment.rollback.enabled",
            // Of the operator 1.11 and newer.
            "job.autoscaler.utilization.max",
            "job.autoscaler.utilization.min",
            "job.autoscaler.utilization.target",
            "metrics.reporter.prom.factory.class",
            "metrics.reporter.prom.port",
            "fs.s3a.aws.credentials.provider");

    private static final Map<String, ConfigOption<?>> OPTIONS = Stream.of(
                    AutoScalerOptions.class,
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
            .map(FlinkConfigurationTest::option)
            .collect(Collectors.toMap(ConfigOption::key, option -> option, (first, same) -> first));

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void every_option_is_one_that_there_is_and_its_value_can_be(String overlay) {
        assertThat(Kustomize.overlay(overlay).ofKind("FlinkDeployment"))
                .isNotEmpty()
                .flatMap(flink -> faults(flink.at("/spec/flinkConfiguration")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{taskmanager.slots: '2'}",
                "{taskmanager.numberOfTaskSlots: two}",
                "{job.autoscaler.restart-time: 2m}",
                "{job.autoscaler.restart.time: soon}"
            })
    void any_other_is_missed(String configuration) {
        assertThat(faults(Manifests.yaml(configuration))).hasSize(1);
    }

    private static List<String> faults(JsonNode configuration) {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : configuration.properties()) {
            String name = entry.getKey();
            ConfigOption<?> option = OPTIONS.get(name);
            if (option == null) {
                if (!OF_OTHERS.contains(name)) {
                    faults.add("there is no " + name);
                }
                continue;
            }
            try {
                Configuration.fromMap(Map.of(name, entry.getValue().asText())).get(option);
            } catch (IllegalArgumentException e) {
                faults.add(name + ": " + e.getMessage());
            }
        }
        return faults;
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new LinkageError(field.toString(), e);
        }
    }
}
