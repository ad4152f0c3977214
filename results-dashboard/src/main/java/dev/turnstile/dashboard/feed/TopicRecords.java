package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.AlertState;
import dev.turnstile.dashboard.store.LedgerMinute;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.WindowResult;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.LedgerEntry;
import dev.turnstile.events.results.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record by the rules of its topic and puts it into the store. */
final class TopicRecords {

    /** A window that starts later than this is a mistake, and would make every true one look old. */
    private static final Duration MOST_IN_FUTURE = Duration.ofDays(1);

    private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private final ResultsStore store;
    private final Clock clock;

    TopicRecords(ResultsStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes a record in.
     *
     * @throws UnreadableRecordException if it is not what its topic promises; nothing has changed then
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        String topic = record.topic();
        if (topic.equals(Topics.RESULTS.name()) || topic.equals(Topics.LIVE.name())) {
            store.put(windowResult(record, topic.equals(Topics.LIVE.name())));
        } else if (topic.equals(Topics.ALERTS.name())) {
            store.put(alert(JsonObject.read(record.value())));
        } else if (topic.equals(Topics.LEDGER.name())) {
            store.put(ledgerMinute(JsonObject.read(record.value())));
        } else {
            store.add(SetAsideRecord.read(record));
        }
    }

    private WindowResult windowResult(ConsumerRecord<byte[], byte[]> record, boolean isLive)
            throws UnreadableRecordException {
        JsonObject json = JsonObject.read(record.value());
        String pipeline = pipeline(json);
        Instant windowStart = json.time("window_start");
        Instant windowEnd = json.time("window_end");
        boolean isProvisional = json.text("status").equals(Status.PROVISIONAL.label());
        if (isProvisional != isLive) {
            throw new UnreadableRecordException(
                    "a status of " + json.text("status") + " does not belong on this topic");
        }
        if (!windowStart.isBefore(windowEnd)
                || windowStart.isAfter(clock.instant().plus(MOST_IN_FUTURE))) {
            throw new UnreadableRecordException("no window can be from " + windowStart + " to " + windowEnd);
        }
        return new WindowResult(
                pipeline,
                dimension(record.key(), pipeline, json.text("window_start")),
                windowStart,
                windowEnd,
                isProvisional,
                json.count("revision"),
                json.asItCame());
    }

    /** What is between the pipeline and the window's start in {@code pipeline|dimension|window_start}. */
    private static String dimension(byte[] key, String pipeline, String windowStart) throws UnreadableRecordException {
        String text = key == null ? "" : new String(key, UTF_8);
        String before = pipeline + "|";
        String after = "|" + windowStart;
        boolean hasBoth =
                text.startsWith(before) && text.endsWith(after) && text.length() >= before.length() + after.length();
        if (!hasBoth) {
            throw new UnreadableRecordException("expected a key such as " + before + "…" + after);
        }
        return text.substring(before.length(), text.length() - after.length());
    }

    private static AlertState alert(JsonObject json) throws UnreadableRecordException {
        return new AlertState(
                json.text("alert_id"), pipeline(json), json.text("state").equals("firing"), json.asItCame());
    }

    private static LedgerMinute ledgerMinute(JsonObject json) throws UnreadableRecordException {
        LedgerEntry entry = new LedgerEntry(
                pipeline(json),
                json.time("minute"),
                json.count("read"),
                json.count("counted"),
                json.count("duplicate"),
                json.count("ignored"),
                json.count("late"),
                json.count("rejected"),
                json.time("processed_at"));
        return new LedgerMinute(entry, json.asItCame().with("adds_up", entry.addsUp()));
    }

    private static String pipeline(JsonObject json) throws UnreadableRecordException {
        return requirePipeline(json.text("pipeline"));
    }

    /** Names of pipelines go into addresses, file names and labels of metrics. */
    static String requirePipeline(String name) throws UnreadableRecordException {
        if (!PIPELINE.matcher(name).matches()) {
            throw new UnreadableRecordException("not the name of a pipeline: " + name);
        }
        return name;
    }
}
