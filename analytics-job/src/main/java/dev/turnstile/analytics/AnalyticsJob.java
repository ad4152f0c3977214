package dev.turnstile.analytics;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.runtime.KafkaInput;
import dev.turnstile.analytics.runtime.KafkaOutputs;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.settings.SettingsFile;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.events.TopicDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the pipelines that {@code --pipeline=<name>} (repeatable) asks for, from Kafka to Kafka, as one Flink job. In
 * production each has a job of its own.
 *
 * <p>{@code --set=NAME=VALUE} (repeatable) is a setting for this job alone, where several share an environment. {@code
 * --settings-file=PATH} has settings that are for nobody to see; they go before the environment's, and the former before
 * both.
 */
public final class AnalyticsJob {

    private static final String PIPELINE = "--pipeline=";
    private static final String SET = "--set=";
    private static final String SETTINGS_FILE = "--settings-file=";

    private AnalyticsJob() {}

    public static void main(String[] arguments) throws Exception {
        List<PipelineCatalog.Entry> pipelines = pipelinesIn(arguments);
        JobSettings settings = JobSettings.from(settingsIn(arguments, System.getenv()));
        String jobName = pipelines.stream().map(PipelineCatalog.Entry::name).collect(Collectors.joining("+"))
                + settings.outputSuffix();

        graph(pipelines, settings, FlinkDefaults.unbounded(settings, jobName)).execute(jobName);
    }

    /** The pipelines between their topics. */
    public static StreamExecutionEnvironment graph(
            List<PipelineCatalog.Entry> pipelines, JobSettings settings, Configuration configuration) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(settings.parallelism());
        for (PipelineCatalog.Entry pipeline : pipelines) {
            attach(pipeline, environment, settings);
        }
        return environment;
    }

    private static void attach(
            PipelineCatalog.Entry pipeline, StreamExecutionEnvironment environment, JobSettings settings) {
        List<String> topics =
                pipeline.inputs().stream().map(TopicDefinition::name).toList();
        DataStream<Arrival> records = KafkaInput.read(environment, pipeline.name(), topics, settings);
        PipelineStreams streams = pipeline.builder().build(records, settings.windows(), settings.environment());
        KafkaOutputs.attach(pipeline.name(), streams, settings);
        if (!streams.stores().isEmpty() && !settings.outputSuffix().isEmpty()) {
            throw new SettingException("setting OUTPUT_SUFFIX is '" + settings.outputSuffix() + "', and the pipeline "
                    + pipeline.name() + " writes to more than topics, of which there is one: it cannot run twice");
        }
        streams.stores().forEach(store -> store.attach(settings.environment()));
    }

    static Environment settingsIn(String[] arguments, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        for (String argument : arguments) {
            if (argument.startsWith(SETTINGS_FILE)) {
                settings.putAll(SettingsFile.read(Path.of(argument.substring(SETTINGS_FILE.length()))));
            }
        }
        for (String argument : arguments) {
            if (argument.startsWith(SET)) {
                String[] setting = argument.substring(SET.length()).split("=", 2);
                if (setting.length < 2 || setting[0].isBlank()) {
                    throw new SettingException(
                            "expected --set=NAME=VALUE, for example --set=PARALLELISM=4, and it is " + argument);
                }
                settings.put(setting[0], setting[1]);
            }
        }
        return new Environment(settings);
    }

    static List<PipelineCatalog.Entry> pipelinesIn(String[] arguments) {
        String known =
                PipelineCatalog.all().stream().map(PipelineCatalog.Entry::name).collect(Collectors.joining(", "));
        List<PipelineCatalog.Entry> pipelines = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(SET) || argument.startsWith(SETTINGS_FILE)) {
                continue;
            }
            if (!argument.startsWith(PIPELINE)) {
                throw new SettingException(
                        "unknown argument " + argument + "; expected --pipeline=NAME with one of " + known);
            }
            String name = argument.substring(PIPELINE.length());
            pipelines.add(PipelineCatalog.named(name)
                    .orElseThrow(() -> new SettingException("there is no pipeline " + name + "; there are " + known)));
        }
        if (pipelines.isEmpty()) {
            throw new SettingException("which pipeline? Expected --pipeline=NAME with one of " + known);
        }
        return pipelines;
    }
}
