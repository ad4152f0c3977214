package dev.turnstile.sources.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.sources.kafka.KafkaOptions;
import dev.turnstile.sources.kafka.OriginalEventWriter;
import dev.turnstile.sources.kafka.ReceivedEvent;
import dev.turnstile.sources.kafka.TopicReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes what a job with an OUTPUT_SUFFIX has computed anew, as corrections. */
@Command(
        name = "publish-backfill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares analytics-results with the topic that a job with this OUTPUT_SUFFIX has written, prints each window that"
                    + " differs or is missing and, with --send, publishes it: with the next revision, which readers take in"
                    + " place of the one before, as they do with any correction.",
            "",
            "Example: publish-backfill --pipeline orders --suffix -shadow --send"
        })
public final class PublishBackfillCommand implements Callable<Integer> {

    /** The job that runs revises a window until ten minutes after its end; and some for the watermark. */
    private static final Duration LEFT_TO_THE_JOB = Duration.ofMinutes(15);

    @Spec
    private CommandSpec command;

    @Option(names = "--pipeline", paramLabel = "NAME", required = true, description = "Whose results.")
    private String pipeline;

    @Option(
            names = "--suffix",
            paramLabel = "SUFFIX",
            required = true,
            description = "The job's OUTPUT_SUFFIX, such as -shadow.")
    private String suffix;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            description =
                    "Only windows that have ended by then (default: a quarter of an hour ago; those that are younger"
                            + " may still be corrected by the job that runs).")
    private @Nullable Instant before;

    @Option(
            names = "--instead",
            description =
                    "The numbers are of something else than those before, such as by another key: takes back all that was"
                            + " published of the pipeline, and publishes all that was computed. While neither job runs.")
    private boolean isInstead;

    @Option(names = "--send", description = "Publish them; without it they are only printed.")
    private boolean isToSend;

    @Mixin
    private KafkaOptions options;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    PublishBackfillCommand() {}

    @Override
    public Integer call() {
        options.require(suffix.matches("-[a-z0-9-]{1,32}"), "--suffix must be such as -shadow, but is " + suffix);
        var shadow = new TopicDefinition(
                Topics.RESULTS.name() + suffix,
                Topics.RESULTS.keyedBy(),
                Topics.RESULTS.partitions(),
                Topics.RESULTS.retention());
        if (isInstead) {
            return replace(shadow);
        }
        Instant end = before == null ? Instant.now().minus(LEFT_TO_THE_JOB) : before;
        var backfill = Backfill.of(highest(Topics.RESULTS), highest(shadow), end);
        PrintWriter out = command.commandLine().getOut();
        backfill.corrections().forEach((key, correction) -> {
            out.println("- " + correction.published().orElse("(nothing)"));
            out.println("+ " + correction.record());
        });
        if (isToSend) {
            try (var results = new OriginalEventWriter("publish-backfill", options.kafka())) {
                backfill.corrections()
                        .forEach((key, correction) -> results.write(
                                Topics.RESULTS.name(),
                                new ReceivedEvent(
                                        key.getBytes(UTF_8),
                                        correction.record().getBytes(UTF_8),
                                        Map.of(),
                                        Instant.now())));
                results.awaitAcknowledged();
            }
        }
        out.println("publish-backfill: " + backfill.alike() + " windows alike, "
                + backfill.corrections().size()
                + (isToSend ? " published" : " to publish; with --send they are"));
        return 0;
    }

    private int replace(TopicDefinition shadow) {
        var computed = last(shadow, record -> new String(Objects.requireNonNull(record.value()), UTF_8));
        var live = last(Topics.LIVE, record -> true).keySet();
        // Where nothing comes in its place, nothing.
        var results = new TreeMap<String, String>();
        last(Topics.RESULTS, record -> true).keySet().forEach(key -> results.put(key, ""));
        results.putAll(computed);
        if (isToSend) {
            try (var topics = new OriginalEventWriter("publish-backfill", options.kafka())) {
                live.forEach(key -> topics.write(Topics.LIVE.name(), record(key, null)));
                results.forEach((key, value) -> {
                    // A reader that keeps the highest revision is to take this one, whichever it has.
                    topics.write(Topics.RESULTS.name(), record(key, null));
                    if (!value.isEmpty()) {
                        topics.write(Topics.RESULTS.name(), record(key, value));
                    }
                });
                topics.awaitAcknowledged();
            }
        }
        command.commandLine()
                .getOut()
                .println("publish-backfill: " + (results.size() - computed.size()) + " results "
                        + (isToSend ? "" : "to be ") + "taken back, " + computed.size()
                        + (isToSend ? " published" : " to publish"));
        return 0;
    }

    private static ReceivedEvent record(String key, @Nullable String value) {
        return new ReceivedEvent(
                key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), Map.of(), Instant.now());
    }

    /** Of the last record of each key of this pipeline, where it has a value. */
    private <T> Map<String, T> last(TopicDefinition topic, Function<ReceivedEvent, T> kept) {
        Map<String, T> last = new HashMap<>();
        try (var reader = new TopicReader("publish-backfill", options.kafka(), topic, true)) {
            reader.readWhatIsThere(record -> {
                String key = record.key() == null ? "" : new String(record.key(), UTF_8);
                if (Backfill.isOf(pipeline, key)) {
                    last.compute(key, (same, before) -> record.value() == null ? null : kept.apply(record));
                }
            });
        }
        return last;
    }

    /** By key, of this pipeline. */
    private Map<String, String> highest(TopicDefinition topic) {
        Map<String, String> highest = new HashMap<>();
        try (var reader = new TopicReader("publish-backfill", options.kafka(), topic, true)) {
            reader.readWhatIsThere(record -> {
                String key = record.key() == null ? "" : new String(record.key(), UTF_8);
                if (Backfill.isOf(pipeline, key)) {
                    // Without a value it was taken back, and its revisions begin anew.
                    highest.compute(
                            key,
                            (same, before) ->
                                    record.value() == null ? null : higher(before, new String(record.value(), UTF_8)));
                }
            });
        }
        return highest;
    }

    private static String higher(@Nullable String one, String later) {
        return one != null && revision(one) > revision(later) ? one : later;
    }

    private static int revision(String result) {
        return WindowResult.read(result).map(WindowResult::revision).orElse(-1);
    }
}
