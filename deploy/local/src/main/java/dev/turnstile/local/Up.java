package dev.turnstile.local;

import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code deploy/local/up}. */
@Command(
        name = "deploy/local/up",
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Runs the whole platform on this machine, until Ctrl-C.",
        description = {
            "",
            "Builds what is not built, then starts a Kafka broker, Flink (a JobManager, a TaskManager, a job for each"
                    + " pipeline), booking-service, order-service, event-service and results-dashboard, PostgreSQL and Redis where a"
                    + " pipeline writes to them, each as a process of its own on 127.0.0.1, and streams sample traffic"
                    + " through them. A process that dies is started again.",
            ""
        },
        footer = {
            "",
            "Settings by environment variable: PARALLELISM (2), CHECKPOINT_INTERVAL (5s), DEDUP_HORIZON (1h),"
                    + " STATE_BACKEND (hashmap, or rocksdb), LAKE_URI (lake/ in the data directory) and every other one"
                    + " of the jobs and services, by its name.",
            "In the data directory: logs/ has a log for each process and run/ its process id; kafka/ the topics,"
                    + " checkpoints/ the jobs' state, postgresql/, redis/ and lake/ what the pipelines write.",
            "Exit code: 0 when stopped by Ctrl-C or SIGTERM, 1 when the platform cannot run, 2 for a wrong option."
        })
final class Up implements Callable<Integer> {

    /** A system property, set by the script: the project's own directory. */
    static final String PROJECT = "turnstile.project";

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Add N to every port, to run beside another platform (default: 0).")
    private int portOffset;

    @Option(
            names = "--traffic",
            paramLabel = "EVENTS_PER_SECOND",
            defaultValue = "20",
            description = "How much sample traffic to send; 0 for none (default: 20).")
    private int eventsPerSecond;

    @Option(
            names = "--pipelines",
            paramLabel = "LIST",
            split = ",",
            hideParamSyntax = true,
            completionCandidates = PipelineNames.class,
            description = "The pipelines to run, separated by commas, with what feeds them and what they write to; of"
                    + " ${COMPLETION-CANDIDATES} (default: all), or the files of definitions, such as my.yaml.")
    private List<String> pipelines = Pipelines.names();

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where everything is kept from one run to the next (default: .turnstile in the project).")
    private @Nullable Path dataDirectory;

    @Option(names = "--fresh", description = "Empty the data directory first: no topics, no state.")
    private boolean fresh;

    @Option(
            names = "--with-prometheus",
            description = "Run Prometheus too, with the alert rules of deploy/monitoring; it has to be installed.")
    private boolean withPrometheus;

    @SuppressWarnings("UnusedVariable") // picocli answers it by itself
    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean help;

    @Spec
    private CommandSpec command = CommandSpec.create();

    private final Console console = new Console(System.out);
    private final AtomicInteger exitCode = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();

    public static void main(String[] arguments) {
        System.exit(commandLine(new Up()).execute(arguments));
    }

    static CommandLine commandLine(Up up) {
        return new CommandLine(up)
                .setParameterExceptionHandler((wrong, arguments) -> up.report(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> up.report(failure));
    }

    /** Returns only by failing: an orderly end comes by a signal, and is the work of {@link #stop}. */
    @Override
    public Integer call() throws Exception {
        var project = Path.of(System.getProperty(PROJECT, ".")).toAbsolutePath().normalize();
        var options = options(project);
        var ports = new Ports(options.portOffset());
        refuseIf(ports.collision());
        refuseIf(Memory.complaint(Path.of("/proc/meminfo"), options.pipelines().size()));
        var data = DataDirectory.take(options.dataDirectory());
        refuseIf(ports.complaint(options.withPrometheus()));
        refuseIf(options.withPrometheus() ? Prometheus.complaint() : "");
        data.prepare(options.fresh());

        var platform = new Platform(options, new Installation(project, data.temporary()), data, ports, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
        console.say("Starting Turnstile; logs are in " + data.logs());
        platform.start();
        console.say(new Addresses(options, ports, data, platform.lake()).text());
        platform.lookAfter();
        return 0;
    }

    UpOptions options(Path project) {
        require(portOffset >= 0 && portOffset <= Ports.HIGHEST_OFFSET, "--port-offset", "0 to " + Ports.HIGHEST_OFFSET);
        require(eventsPerSecond >= 0, "--traffic", "0 or more");
        var chosen = pipelines.stream()
                .distinct()
                .flatMap(word -> Pipelines.meantBy(word).stream())
                .toList();
        require(
                chosen.size() == pipelines.stream().distinct().count(),
                "--pipelines",
                "some of " + String.join(",", Pipelines.names()) + ", or definitions' files");
        require(
                Pipeline.names(chosen).stream().distinct().count() == chosen.size(),
                "--pipelines",
                "different pipelines, and two of them have one name");
        return new UpOptions(
                portOffset,
                eventsPerSecond,
                chosen,
                dataDirectory == null ? project.resolve(".turnstile") : dataDirectory,
                fresh,
                withPrometheus);
    }

    /** For the help. */
    static final class PipelineNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Pipelines.names().iterator();
        }
    }

    private void require(boolean condition, String option, String expected) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), option + " must be " + expected);
        }
    }

    private static void refuseIf(String complaint) {
        if (!complaint.isEmpty()) {
            throw new CannotGoOn(complaint);
        }
    }

    private int report(ParameterException wrong) {
        System.err.println(wrong.getMessage() + ". See deploy/local/up --help");
        return CommandLine.ExitCode.USAGE;
    }

    private int report(Exception failure) {
        // While it is being stopped everything fails in one way or another; that is no news.
        if (!stopping.get()) {
            exitCode.set(1);
            if (failure instanceof CannotGoOn) {
                System.err.println(failure.getMessage());
            } else {
                failure.printStackTrace();
            }
        }
        return 1;
    }

    /** Runs at the end of this process, whatever ends it; {@code halt} because a signal's own exit code is not 0. */
    private void stop(Platform platform) {
        stopping.set(true);
        try {
            console.say("Stopping Turnstile");
            platform.stop();
            console.say("Turnstile is stopped");
        } catch (IOException | InterruptedException | RuntimeException e) {
            console.say("Turnstile did not stop in order: " + e);
            exitCode.set(1);
        }
        Runtime.getRuntime().halt(exitCode.get());
    }
}
