package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.LedgerAccount;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.MistakesException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.PrintSink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the events of a file through a pipeline, without Kafka. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the records of FILE through a pipeline, without Kafka: JSON as lines, as documents over several lines "
                    + "or as an array, CSV where a definition says so; packed by gzip or Zstandard or not, in UTF-8 or "
                    + "UTF-16.",
            "Results and alerts go to standard output as JSON lines: final ones in the order of their windows, and a "
                    + "corrected one with the next revision where an event came late. The account goes to standard "
                    + "error, and what was rejected by reason, with the first record of each.",
            "",
            "Examples: replay orders orders.jsonl | jq .total_revenue",
            "          replay transactions payments.jsonl --topic user_aggregations",
            "          zcat 2025-*.gz | replay examples/retail.yaml - --window 1d"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every record was read",
            "1:the replay failed",
            "2:wrong arguments",
            "3:all was read, and records were rejected"
        })
public final class Replay implements Callable<Integer> {

    private static final int SOME_REJECTED = 3;

    @Parameters(
            index = "0",
            paramLabel = "PIPELINE",
            description = "One of ${COMPLETION-CANDIDATES}, or the file of a definition.",
            completionCandidates = PipelineNames.class)
    private String pipeline = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Its records; - for standard input.")
    private String file = "";

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Print only what is for this topic; repeatable. Default: all results, and the alerts.")
    private List<String> topics = List.of();

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            description =
                    "Print the results of these windows of a definition, such as 1h; repeatable, or all. Default: "
                            + "those of the first, of which the others are made.")
    private List<String> windows = List.of();

    @Option(
            names = "--from",
            paramLabel = "TOPIC",
            description = "Take every record for one of this topic. Default: by what is in it, where a pipeline has "
                    + "several topics.")
    private String inputTopic = "";

    @Option(
            names = "--lake",
            paramLabel = "URI",
            description = "For the pipeline lake: write its files there too, such as file:///tmp/lake.")
    private String lake = "";

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    private Replay() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Replay())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println("replay failed: " + rootCause(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        PipelineCatalog.Entry entry = entry(commandLine);
        ReplayedWindows wanted = ReplayedWindows.of(windows, entry, commandLine);
        for (String topic : topics) {
            if (!entry.outputs().contains(topic)) {
                throw new CommandLine.ParameterException(
                        commandLine, pipeline + " writes nothing to " + topic + "; it writes to " + namesOf(entry));
            }
        }
        if (!inputTopic.isEmpty() && !entry.inputs().contains(inputTopic)) {
            throw new CommandLine.ParameterException(commandLine, pipeline + " does not read " + inputTopic);
        }
        if (!file.equals(TextFile.STANDARD_INPUT) && !Files.isReadable(Path.of(file))) {
            throw new CommandLine.ParameterException(commandLine, "cannot read " + file);
        }
        Configuration configuration = FlinkDefaults.bounded();
        // What has been read comes with the TaskManager's heartbeat, and every ten seconds is no progress to look at.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        DataStream<Arrival> records = environment
                .fromSource(
                        new RecordsSource(file, inputTopic, Framing.of(entry.definition())),
                        WatermarkStrategy.noWatermarks(),
                        "records",
                        TypeInformation.of(Arrival.class))
                .uid("records");
        // The lake that the environment names is the running job's.
        Environment settings = new Environment(System.getenv()).with("LAKE_URI", lake);
        PipelineStreams streams = entry.builder().build(sorted(records, entry), WindowSettings.DEFAULTS, settings);
        Set<String> wantedTopics = Set.copyOf(topics);
        DataStream<OutgoingRecord> printed = wantedTopics.isEmpty()
                ? wanted.in(streams.results()).union(streams.alerts())
                : wanted.in(streams.results())
                        .union(streams.atLeastOnce())
                        .filter(record -> wantedTopics.contains(record.topic()))
                        .uid("wanted");
        sink(printed.flatMap(Replay::print, Types.STRING).uid("result-lines"), new PrintSink<>(), "results");
        sink(streams.atLeastOnce().filter(new Rejections.Tally()).uid("rejections"), new DiscardingSink<>(), "other");
        return told(ReplayProgress.shown(environment.executeAsync("replay of " + pipeline)), commandLine.getErr());
    }

    /** Prints what became of the records; gives the exit code. */
    private int told(JobExecutionResult result, PrintWriter err) {
        LedgerAccount account = LedgerAccount.of(result);
        if (account.read() == 0) {
            err.println("no records in " + (file.equals(TextFile.STANDARD_INPUT) ? "standard input" : file));
            return CommandLine.ExitCode.OK;
        }
        err.println(account);
        Rejections.told(result).forEach(err::println);
        return account.rejected() == 0 ? CommandLine.ExitCode.OK : SOME_REJECTED;
    }

    private PipelineCatalog.Entry entry(CommandLine commandLine) throws IOException {
        if (DefinitionFile.isMeantBy(pipeline)) {
            try {
                return PipelineCatalog.of(DefinitionFile.read(Path.of(pipeline)));
            } catch (MistakesException e) {
                throw new CommandLine.ParameterException(commandLine, String.valueOf(e.getMessage()));
            } catch (NoSuchFileException e) {
                throw new CommandLine.ParameterException(commandLine, "there is no file " + pipeline);
            }
        }
        return PipelineCatalog.named(pipeline)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        commandLine,
                        "there is no pipeline " + pipeline + "; there are " + PipelineNames.joined()
                                + ", or name a definition's file, such as my.yaml"));
    }

    /** The records, each under the topic that it belongs to. */
    private static DataStream<Arrival> sorted(DataStream<Arrival> records, PipelineCatalog.Entry entry) {
        PipelineCatalog.TopicOf topicOf = entry.topicOf();
        return records.map(record -> record.topic().isEmpty() ? record.of(topicOf.topicOf(record.value())) : record)
                .returns(TypeInformation.of(Arrival.class))
                .uid("sorted-records");
    }

    private static <T> void sink(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid);
    }

    /** One without a value says that there is nothing of its key any more, and is no result. */
    private static void print(OutgoingRecord record, Collector<String> out) {
        if (record.value() != null) {
            out.collect(new String(record.value(), StandardCharsets.UTF_8));
        }
    }

    private static String namesOf(PipelineCatalog.Entry entry) {
        return String.join(", ", entry.outputs());
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** For the help and for the message about a name that is none. */
    static final class PipelineNames implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return PipelineCatalog.names().iterator();
        }

        static String joined() {
            return String.join(", ", PipelineCatalog.names());
        }
    }
}
