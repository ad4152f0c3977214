package dev.turnstile.sources.rejected;

import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Topics;
import dev.turnstile.sources.kafka.KafkaOptions;
import dev.turnstile.sources.kafka.OriginalEventWriter;
import dev.turnstile.sources.kafka.TopicReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes rejected events to the topic they came from, once more. */
@Command(
        name = "resend-rejected",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints what is in rejected-events now and, with --send, writes it to the topic it came from: the original key,"
                    + " bytes and headers. For when the reader was wrong and has been put right; what is rejected again"
                    + " is in rejected-events once more.",
            "",
            "Example: resend-rejected --pipeline orders --reason TIME_IN_FUTURE --from 2026-11-20T10:00:00Z --send"
        })
public final class ResendRejectedCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--pipeline", paramLabel = "NAME", description = "Rejected by this one only (default: by any).")
    private @Nullable String pipeline;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "For this reason only, such as ${COMPLETION-CANDIDATES} (default: for any).")
    private @Nullable RejectionReason reason;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Rejected at this time or later, such as 2026-11-20T10:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Rejected before this time.")
    private @Nullable Instant to;

    @Option(
            names = "--most",
            paramLabel = "EVENTS",
            defaultValue = "1000",
            description = "Stop after so many (default: ${DEFAULT-VALUE}).")
    private int most;

    @Option(names = "--send", description = "Write them; without it they are only printed.")
    private boolean isToSend;

    @Mixin
    private KafkaOptions options;

    private final Set<String> seen = new HashSet<>();
    private int passedOver;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    ResendRejectedCommand() {}

    @Override
    public Integer call() {
        options.require(most > 0, "--most must be at least 1");
        options.require(from == null || to == null || from.isBefore(to), "--from must be before --to");
        var selection = new Selection(pipeline, reason == null ? null : reason.name(), from, to);
        try (var reader = new TopicReader("resend-rejected", options.kafka(), Topics.REJECTED_EVENTS, true);
                var originals = new OriginalEventWriter("resend-rejected", options.kafka())) {
            reader.readWhatIsThere(record -> {
                RejectedEvent event = RejectedEvent.of(record);
                // One that the job has written twice, after a failure, is one.
                if (seen.size() < most && selection.contains(event) && seen.add(event.origin())) {
                    take(event, originals);
                }
            });
            originals.awaitAcknowledged();
        }
        out().println("resend-rejected: " + (seen.size() - passedOver) + " events "
                + (isToSend ? "sent" : "to send; with --send they are")
                + (passedOver == 0 ? "" : ", " + passedOver + " passed over that came from no topic of ours"));
        return 0;
    }

    private void take(RejectedEvent event, OriginalEventWriter originals) {
        out().println(event.line());
        if (Topics.all().stream().noneMatch(topic -> topic.name().equals(event.topic()))) {
            passedOver++;
        } else if (isToSend) {
            originals.write(event.topic(), event.original());
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
