package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.WindowResult;
import dev.turnstile.events.results.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Results of windows: upserts by pipeline, dimension and window, of which the highest revision is true. */
final class WindowRule {

    /** A window that starts later than this is a mistake, and would make every true one look old. */
    private static final Duration MOST_IN_FUTURE = Duration.ofDays(1);

    private static final Pattern KEY =
            Pattern.compile("(?s)(?<pipeline>[^|/]+)(?:/(?<window>[^|]+))?\\|(?<dimension>.*)\\|(?<start>[^|]+)");

    private static final String PROVISIONAL = Status.PROVISIONAL.label();
    private static final String FINAL = Status.FINAL.label();

    private WindowRule() {}

    /** Of the topic of final and corrected results, which all pipelines share. */
    static RecordRule settled() {
        return (record, now, store) -> takeShared(record, now, store, false);
    }

    /** Of the topic of provisional results, which all pipelines share. */
    static RecordRule live() {
        return (record, now, store) -> takeShared(record, now, store, true);
    }

    /**
     * Of a topic of one pipeline's own. A record without a status is a final result, one without a revision has 0.
     *
     * @param dimensionFields what the pipeline counts by, such as symbol and interval; none for a total
     */
    static RecordRule of(String pipeline, String... dimensionFields) {
        List<String> fields = List.of(dimensionFields);
        return (record, now, store) -> store.put(own(pipeline, fields, JsonObject.read(record.value()), now));
    }

    private static void takeShared(
            ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store, boolean isLive)
            throws UnreadableRecordException {
        if (record.key() != null && record.value() == null) {
            remove(new String(record.key(), UTF_8), store, isLive);
        } else {
            store.put(shared(record, now, isLive));
        }
    }

    /** A key without a value says that the pipeline has another definition, by which there is no such result. */
    private static void remove(String key, ResultsStore store, boolean isLive) throws UnreadableRecordException {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new UnreadableRecordException("expected the key of a result");
        }
        try {
            String window = parts.group("window");
            store.removeResult(
                    PipelineName.require(parts.group("pipeline")),
                    window == null ? "" : window,
                    parts.group("dimension"),
                    Instant.parse(parts.group("start")),
                    isLive);
        } catch (DateTimeParseException e) {
            throw new UnreadableRecordException("expected the key of a result, with its window's start");
        }
    }

    private static WindowResult shared(ConsumerRecord<byte[], byte[]> record, Instant now, boolean isLive)
            throws UnreadableRecordException {
        JsonObject json = JsonObject.read(record.value());
        String pipeline = PipelineName.in(json);
        if (json.text("status").equals(PROVISIONAL) != isLive) {
            throw new UnreadableRecordException(
                    "a status of " + json.text("status") + " does not belong on this topic");
        }
        String window = json.has("window") ? json.text("window") : "";
        String series = window.isEmpty() ? pipeline : pipeline + "/" + window;
        String dimension = dimensionIn(record.key(), series, json.text("window_start"));
        return result(pipeline, window, dimension, json, isLive, json.count("revision"), json.asItCame(), now);
    }

    private static WindowResult own(String pipeline, List<String> dimensionFields, JsonObject json, Instant now)
            throws UnreadableRecordException {
        StringBuilder dimension = new StringBuilder();
        for (String field : dimensionFields) {
            dimension.append(dimension.isEmpty() ? "" : "|").append(json.text(field));
        }
        String status = json.has("status") ? json.text("status") : FINAL;
        long revision = json.has("revision") ? json.count("revision") : 0;
        Json withPipeline =
                json.has("pipeline") ? json.asItCame() : json.asItCame().with("pipeline", pipeline);
        return result(
                pipeline, "", dimension.toString(), json, status.equals(PROVISIONAL), revision, withPipeline, now);
    }

    private static WindowResult result(
            String pipeline,
            String window,
            String dimension,
            JsonObject json,
            boolean isProvisional,
            long revision,
            Json told,
            Instant now)
            throws UnreadableRecordException {
        Instant start = json.time("window_start");
        Instant end = json.time("window_end");
        if (!start.isBefore(end) || start.isAfter(now.plus(MOST_IN_FUTURE))) {
            throw new UnreadableRecordException("no window can be from " + start + " to " + end);
        }
        return new WindowResult(pipeline, window, dimension, start, end, isProvisional, revision, told);
    }

    /** What is between the series and the window's start in {@code pipeline/window|dimension|window_start}. */
    private static String dimensionIn(byte @Nullable [] key, String series, String windowStart)
            throws UnreadableRecordException {
        String text = key == null ? "" : new String(key, UTF_8);
        String before = series + "|";
        String after = "|" + windowStart;
        boolean hasBoth =
                text.startsWith(before) && text.endsWith(after) && text.length() >= before.length() + after.length();
        if (!hasBoth) {
            throw new UnreadableRecordException("expected a key such as " + before + "…" + after);
        }
        return text.substring(before.length(), text.length() - after.length());
    }
}
