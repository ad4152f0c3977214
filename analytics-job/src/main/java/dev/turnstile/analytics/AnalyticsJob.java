package dev.turnstile.analytics;

import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.runtime.KafkaInput;
import dev.turnstile.analytics.runtime.KafkaOutputs;
import dev.turnstile.analytics.runtime.RunningDefinitions;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.settings.SettingsFile;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.MistakesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the pipelines that {@code --pipeline=<name>} and {@code --definition=<file>} (repeatable) ask for, from Kafka to
 * Kafka, as one Flink job. In production each has a job of its own.
 *
 * <p>{@code --set=NAME=VALUE} (repeatable) is a setting for this job alone, where several share an environment. {@code
 * --settings-file=PATH} has settings that are for nobody to see; they go before the environment's, and the former before
 * both.
 */
public final class AnalyticsJob {

    private static final String PIPELINE = "--pipeline=";
    private static final String DEFINITION = "--definition=";
    private static final String SET = "--set=";
    private static final String SETTINGS_FILE = "--settings-file=";

    private AnalyticsJob() {}

    public static void main(String[] arguments) throws Exception {
        List<PipelineCatalog.Entry> pipelines = pipelinesIn(arguments);
        JobSettings settings = JobSettings.from(settingsIn(arguments, System.getenv()));
        String jobName = pipelines.stream().map(PipelineCatalog.Entry::name).collect(Collectors.joining("+"))
                + settings.outputSuffix();

        StreamExecutionEnvironment environment = graph(pipelines, settings, FlinkDefaults.unbounded(settings, jobName));
        if (settings.outputSuffix().isEmpty()) {
            boolean isRestored = environment
                    .getConfiguration()
                    .getOptional(StateRecoveryOptions.SAVEPOINT_PATH)
                    .isPresent();
            RunningDefinitions.tell(definitionsOf(pipelines), isRestored, settings.kafka());
        }
        environment.execute(jobName);
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

    private static List<Definition> definitionsOf(List<PipelineCatalog.Entry> pipelines) {
        return pipelines.stream()
                .map(PipelineCatalog.Entry::definition)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void attach(
            PipelineCatalog.Entry pipeline, StreamExecutionEnvironment environment, JobSettings settings) {
        DataStream<Arrival> records = KafkaInput.read(environment, pipeline.name(), pipeline.inputs(), settings);
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
        String known = String.join(", ", PipelineCatalog.names());
        List<PipelineCatalog.Entry> pipelines = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(SET) || argument.startsWith(SETTINGS_FILE)) {
                continue;
            }
            if (argument.startsWith(DEFINITION)) {
                pipelines.add(defined(Path.of(argument.substring(DEFINITION.length()))));
                continue;
            }
            if (!argument.startsWith(PIPELINE)) {
                throw new SettingException("unknown argument " + argument + "; expected --definition=FILE, or"
                        + " --pipeline=NAME with one of " + known);
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

    private static PipelineCatalog.Entry defined(Path file) {
        try {
            return PipelineCatalog.of(DefinitionFile.read(file));
        } catch (MistakesException e) {
            throw new SettingException("the definition has mistakes:\n" + e.getMessage());
        } catch (IOException e) {
            throw new SettingException("cannot read the definition " + file + ": " + e);
        }
    }
}
