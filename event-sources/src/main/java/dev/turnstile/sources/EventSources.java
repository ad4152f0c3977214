package dev.turnstile.sources;

import dev.turnstile.sources.access.GrantAccessCommand;
import dev.turnstile.sources.backfill.PublishBackfillCommand;
import dev.turnstile.sources.listening.ListeningCommand;
import dev.turnstile.sources.load.LoadCommand;
import dev.turnstile.sources.market.MarketCommand;
import dev.turnstile.sources.payments.PaymentsCommand;
import dev.turnstile.sources.rejected.ResendRejectedCommand;
import dev.turnstile.sources.topics.CreateTopicsCommand;
import dev.turnstile.sources.traffic.TrafficCommand;
import dev.turnstile.sources.video.SaveFramesCommand;
import dev.turnstile.sources.video.VideoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. Whatever goes wrong is said in one line: exit code 2 for a wrong option, 1 for the rest. */
@Command(
        name = "event-sources",
        description = "Feeds Turnstile from outside.",
        mixinStandardHelpOptions = true,
        version = "Turnstile event-sources 0.1.0",
        subcommands = {
            TrafficCommand.class,
            LoadCommand.class,
            PaymentsCommand.class,
            MarketCommand.class,
            CreateTopicsCommand.class,
            GrantAccessCommand.class,
            ListeningCommand.class,
            VideoCommand.class,
            SaveFramesCommand.class,
            ResendRejectedCommand.class,
            PublishBackfillCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class EventSources {

    private EventSources() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new EventSources())
                .setParameterExceptionHandler((e, arguments) -> wrongOption(e))
                .setExecutionExceptionHandler((e, command, result) -> {
                    command.getErr().println(command.getCommandName() + ": " + e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static int wrongOption(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(command.getCommandName() + ": " + e.getMessage() + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }
}
