package dev.turnstile.local;

import dev.turnstile.definitions.Definition;
import dev.turnstile.local.flink.BackfillJob;
import dev.turnstile.local.flink.FlinkConfiguration;
import dev.turnstile.local.flink.FlinkRest;
import dev.turnstile.local.flink.PipelineControl;
import dev.turnstile.local.flink.PipelineStanding;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code deploy/local/jobs}. */
@Command(
        name = "deploy/local/jobs",
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        header =
                "Looks after the pipelines of a running platform: definitions, savepoints, stop, restore, rescale, backfill.",
        description = {"", "The platform is the one that up runs in the data directory.", ""},
        footer = {
            "",
            "What is stopped stays so, for the next up as well, until it is restored. Savepoints are in savepoints/ in the"
                    + " data directory, and stay until you delete them.",
            "docs/operations.md has each of them with what it prints.",
            "Exit code: 0 when it is done, 1 when it is not, 2 for a wrong option."
        })
final class JobsCommand {

    /** A system property, set by the script: whether standard error is a terminal. */
    private static final String PROGRESS = "turnstile.progress";

    private static final Pattern SETTING = Pattern.compile("[A-Z_]+=.*");

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "As given to up (default: .turnstile in the project).")
    private @Nullable Path dataDirectory;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "As given to up; not needed, for the data directory tells it.")
    private @Nullable Integer portOffset;

    @SuppressWarnings("UnusedVariable") // picocli answers it by itself
    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Show this text.")
    private boolean help;

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine(new JobsCommand()).execute(arguments));
    }

    static CommandLine commandLine(JobsCommand jobs) {
        return new CommandLine(jobs)
                .setParameterExceptionHandler((wrong, arguments) -> report(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> jobs.report(failure));
    }

    @Command(name = "list", description = "How each pipeline stands.")
    void list() throws IOException, InterruptedException {
        var standings = control().list();
        var row = "%-16s%-12s%-13s%-17s%s%n";
        System.out.printf(row, "PIPELINE", "STATE", "PARALLELISM", "LAST CHECKPOINT", "NEWEST SAVEPOINT");
        for (var standing : standings) {
            System.out.printf(
                    row,
                    standing.pipeline(),
                    standing.state(),
                    standing.parallelism() == 0 ? "-" : standing.parallelism(),
                    standing.lastCheckpoint().map(JobsCommand::ago).orElse("-"),
                    standing.newestSavepoint().map(JobsCommand::name).orElse("-"));
        }
    }

    @Command(
            name = "check",
            description =
                    "Checks definitions' files, and tells each mistake by its line and column. Needs no platform.")
    int check(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
        boolean areGood = true;
        for (Path file : files) {
            try {
                System.out.println(file + ": " + Pipelines.definition(file).summary());
            } catch (CannotGoOn e) {
                areGood = false;
                System.err.println(e.getMessage());
            }
        }
        return areGood ? 0 : 1;
    }

    @Command(
            name = "apply",
            description =
                    "Gives a running pipeline another definition: says what that changes, and goes on from a savepoint."
                            + " What would make results of something else than those before is refused, but with"
                            + " --backfill.")
    int apply(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--backfill",
                            description =
                                    "Computes all results anew, from the oldest record that the topics have, by a job"
                                            + " beside the one that runs; once it has caught up it takes that one's"
                                            + " place, and its results those of before.")
                    boolean withBackfill)
            throws IOException, InterruptedException {
        var next = Pipelines.definition(file);
        var redefinition = new Redefinition(data(), control(), new KafkaAdministration(ports().kafka()));
        var changes = redefinition.changes(next);
        if (changes.needsBackfill() && !withBackfill) {
            System.err.println(file + " is not applied, because results would not be of the same as those before:");
            changes.anew().forEach(sentence -> System.err.println("  " + sentence));
            System.err.println(
                    "To compute them anew, from what the topics have: deploy/local/jobs apply " + file + " --backfill");
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (changes.sentences().isEmpty()) {
            System.out.println(next.pipeline() + " runs by this definition already");
            return CommandLine.ExitCode.OK;
        }
        if (changes.needsBackfill()) {
            changes.anew().forEach(System.out::println);
            replace(redefinition, next);
        } else {
            changes.kept().forEach(System.out::println);
            say(redefinition.apply(next));
        }
        return CommandLine.ExitCode.OK;
    }

    private void replace(Redefinition redefinition, Definition next) throws IOException, InterruptedException {
        var file = Files.writeString(data().temporary().resolve(next.pipeline() + "-next.yaml"), next.text());
        var backfill = backfillOf(next.pipeline(), Optional.of(next), file, Suffix.DEFAULT);
        try {
            say(redefinition.replace(
                    next,
                    backfill,
                    () -> System.out.println(publishing().instead(next.pipeline(), Suffix.DEFAULT)),
                    waiting()));
        } finally {
            Files.delete(file);
        }
    }

    private BackfillPublishing publishing() {
        return new BackfillPublishing(project(), ports().kafka());
    }

    @Command(name = "savepoint", description = "Makes a savepoint while the pipeline goes on, and prints its place.")
    void savepoint(@Parameters(paramLabel = "PIPELINE") String pipeline) throws IOException, InterruptedException {
        System.out.println(control().savepoint(pipeline));
    }

    @Command(
            name = "stop",
            description = "Makes a savepoint, ends the pipeline with it, and prints the savepoint's place.")
    void stop(
            @Parameters(paramLabel = "PIPELINE") String pipeline,
            @Option(
                            names = "--without-savepoint",
                            description = "For one that fails: end it as it is. Its newest checkpoint stays.")
                    boolean withoutSavepoint)
            throws IOException, InterruptedException {
        if (withoutSavepoint) {
            control().cancel(pipeline);
        } else {
            System.out.println(control().stop(pipeline));
        }
        System.err.println(pipeline + " is stopped, until: deploy/local/jobs restore " + pipeline);
    }

    @Command(
            name = "restore",
            description = "Starts a stopped pipeline, from its newest savepoint or checkpoint, or from another one.")
    void restore(
            @Parameters(paramLabel = "PIPELINE") String pipeline,
            @Option(
                            names = "--from",
                            paramLabel = "SAVEPOINT",
                            description =
                                    "A name in savepoints/PIPELINE, or the directory of a savepoint or checkpoint."
                                            + " What has come since is read again.")
                    @Nullable
                    String from,
            @Option(names = "--parallelism", paramLabel = "N", description = "With so many tasks of each operator.")
                    @Nullable
                    Integer parallelism)
            throws IOException, InterruptedException {
        var tasks = parallelism == null ? OptionalInt.empty() : OptionalInt.of(checked(parallelism));
        say(control().restore(pipeline, Optional.ofNullable(from), tasks));
    }

    @Command(
            name = "rescale",
            description =
                    "Stops a pipeline with a savepoint and starts it from there with so many tasks of each operator.")
    void rescale(
            @Parameters(paramLabel = "PIPELINE") String pipeline,
            @Parameters(paramLabel = "PARALLELISM") int parallelism)
            throws IOException, InterruptedException {
        say(control().rescale(pipeline, checked(parallelism)));
    }

    @Command(
            name = "backfill",
            description =
                    "Computes a pipeline's past anew, from the oldest event that its topics have, by a job beside the"
                            + " one that runs; into topics with a suffix, which publish-backfill compares and publishes.")
    void backfill(
            @Parameters(paramLabel = "PIPELINE") String pipeline,
            @Option(
                            names = "--set",
                            paramLabel = "NAME=VALUE",
                            description = "A setting that is another one for this job, such as DEDUP_HORIZON=24h.")
                    @Nullable
                    List<String> settings,
            @Option(
                            names = "--parallelism",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "With so many tasks of each operator (default: 1).")
                    int parallelism,
            @Mixin Suffix suffix)
            throws IOException, InterruptedException {
        var chosen = settings == null ? List.<String>of() : settings;
        for (var setting : chosen) {
            require(SETTING.matcher(setting).matches(), "--set must be NAME=VALUE, and is " + setting);
        }
        backfillOf(pipeline, suffix).start(chosen, checked(parallelism));
        System.out.println(pipeline + suffix.value + " is running with parallelism " + parallelism);
        System.err.println("What differs so far: java -jar event-sources/target/event-sources.jar publish-backfill"
                + (ports().equals(new Ports(0)) ? "" : " --kafka 127.0.0.1:" + ports().kafka())
                + " --pipeline " + pipeline + " --suffix " + suffix.value);
    }

    @Command(
            name = "end-backfill",
            description = "Ends the job of a backfill and deletes its topics. What was published stays.")
    void endBackfill(@Parameters(paramLabel = "PIPELINE") String pipeline, @Mixin Suffix suffix)
            throws IOException, InterruptedException {
        backfillOf(pipeline, suffix).end();
        System.out.println(pipeline + suffix.value + " has ended, and its topics are deleted");
    }

    /** Which backfill of a pipeline. */
    static final class Suffix {
        private static final String DEFAULT = "-backfill";

        @Option(
                names = "--suffix",
                paramLabel = "SUFFIX",
                defaultValue = DEFAULT,
                description = "What the names of its topics end with (default: ${DEFAULT-VALUE}).")
        private String value = "";
    }

    private Backfill backfillOf(String pipeline, Suffix suffix) throws IOException {
        require(suffix.value.matches("-[a-z0-9-]{1,32}"), "--suffix must be such as -backfill, and is " + suffix.value);
        var data = data();
        return backfillOf(pipeline, RunningDefinition.of(pipeline, data), data.definition(pipeline), suffix.value);
    }

    /** @param file of the definition, if it has one of its own */
    private Backfill backfillOf(String pipeline, Optional<Definition> definition, Path file, String suffix) {
        var data = data();
        var jar = data.temporary().resolve("analytics-job.jar");
        var job = new BackfillJob(flink(), jar, pipeline, file, suffix, waiting());
        return new Backfill(
                pipeline, definition, suffix, new KafkaAdministration(ports().kafka()), job, data.checkpoints());
    }

    private static void say(PipelineStanding standing) {
        System.out.println(standing.pipeline() + " is running with parallelism " + standing.parallelism());
    }

    private int checked(int parallelism) {
        require(
                parallelism >= 1 && parallelism <= Settings.MOST_PARALLELISM,
                "the parallelism must be from 1 to " + Settings.MOST_PARALLELISM);
        return parallelism;
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    private PipelineControl control() {
        var data = data();
        return new PipelineControl(
                flink(), data.checkpoints(), data.savepoints(), data.pipelinesOfThisRun(), waiting());
    }

    private DataDirectory data() {
        return DataDirectory.lookAt(dataDirectory == null ? project().resolve(".turnstile") : dataDirectory);
    }

    private static Path project() {
        return Path.of(System.getProperty(Up.PROJECT, ".")).toAbsolutePath().normalize();
    }

    /** As the data directory tells them. */
    private Ports ports() {
        var data = data();
        int port = FlinkConfiguration.restPort(data.flink())
                .orElseThrow(() -> new CannotGoOn("No platform has run in " + data
                        + ". Start it with deploy/local/up, or name its directory with --data-dir"));
        int offset = port - new Ports(0).flinkRest();
        if (portOffset != null && portOffset != offset) {
            throw new CannotGoOn(
                    "The platform in " + data + " has --port-offset " + offset + ", and not " + portOffset);
        }
        return new Ports(offset);
    }

    private FlinkRest flink() {
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        return new FlinkRest(http, URI.create("http://127.0.0.1:" + ports().flinkRest()));
    }

    private static Waiting waiting() {
        return new Waiting(System.err, Boolean.getBoolean(PROGRESS));
    }

    private static String ago(Instant moment) {
        return Duration.between(moment, Instant.now()).toSeconds() + " s ago";
    }

    private static String name(Path savepoint) {
        return savepoint.getFileName().toString();
    }

    private static int report(ParameterException wrong) {
        System.err.println(wrong.getMessage() + ". See deploy/local/jobs --help");
        return CommandLine.ExitCode.USAGE;
    }

    private int report(Exception failure) {
        if (failure instanceof ParameterException wrong) {
            return report(wrong);
        }
        System.err.println(
                failure instanceof ConnectException
                        ? "The platform is not up: Flink does not answer. Start it with deploy/local/up"
                        : failure instanceof CannotGoOn || failure instanceof IOException
                                ? failure.getMessage()
                                : failure.toString());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
