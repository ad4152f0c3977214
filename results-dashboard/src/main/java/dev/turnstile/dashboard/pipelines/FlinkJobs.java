package dev.turnstile.dashboard.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the status of a cluster's jobs from Flink's REST API, by pipeline. A job is named after its pipeline, or after
 * several with {@code +} between them.
 */
final class FlinkJobs {

    /** Ahead of it are only marks: of the end of a bounded input. */
    private static final long LATEST_WATERMARK =
            Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    private static final int MOST_NAMES = 100;
    private static final String PENDING = "pendingRecords";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

    private final FlinkClient flink;
    private final Map<String, String> pendingNames = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_NAMES;
        }
    };

    FlinkJobs(FlinkClient flink) {
        this.flink = flink;
    }

    /** The newest job of each pipeline. */
    Map<String, JobStatus> byPipeline() throws IOException, InterruptedException {
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
            newest.merge(job.path("name").asString(""), job, FlinkJobs::newer);
        }
        Map<String, JobStatus> statuses = new HashMap<>();
        for (Map.Entry<String, JsonNode> job : newest.entrySet()) {
            JobStatus status = status(job.getValue());
            for (String pipeline : job.getKey().split("\\+", -1)) {
                statuses.put(pipeline, status);
            }
        }
        return statuses;
    }

    private JobStatus status(JsonNode overview) throws IOException, InterruptedException {
        String job = "/jobs/" + overview.path("jid").asString("");
        List<JsonNode> vertices = flink.get(job).path("vertices").valueStream().toList();
        JsonNode checkpoints = flink.get(job + "/checkpoints");
        long checkpointed = checkpoints
                .path("latest")
                .path("completed")
                .path("latest_ack_timestamp")
                .asLong(-1);
        return new JobStatus(
                overview.path("state").asString(JobStatus.MISSING),
                watermark(job, vertices),
                lag(job, vertices),
                checkpointed < 0 ? null : Instant.ofEpochMilli(checkpointed),
                checkpoints.path("counts").path("failed").asLong(0),
                restarts(job));
    }

    private long restarts(String job) throws IOException, InterruptedException {
        JsonNode metrics = flink.get(job + "/metrics?get=numRestarts,fullRestarts");
        // The same count by its newer and its older name.
        return numbers(metrics, "value").stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** How far event time has come everywhere: the least of all that is known. */
    private @Nullable Instant watermark(String job, List<JsonNode> vertices) throws IOException, InterruptedException {
        OptionalLong least = OptionalLong.empty();
        for (JsonNode vertex : vertices) {
            if (!isSource(vertex)) {
                JsonNode watermarks = flink.get(pathOf(job, vertex) + "/watermarks");
                for (long watermark : numbers(watermarks, "value")) {
                    // A task that saw nothing yet is at the beginning of time.
                    if (watermark > 0 && watermark < LATEST_WATERMARK) {
                        least = OptionalLong.of(Math.min(watermark, least.orElse(Long.MAX_VALUE)));
                    }
                }
            }
        }
        return least.isPresent() ? Instant.ofEpochMilli(least.getAsLong()) : null;
    }

    private @Nullable Long lag(String job, List<JsonNode> vertices) throws IOException, InterruptedException {
        Long lag = null;
        for (JsonNode vertex : vertices) {
            String metrics = pathOf(job, vertex) + "/subtasks/metrics";
            String names = isSource(vertex) ? pendingIn(metrics) : "";
            if (!names.isEmpty()) {
                for (long pending : numbers(flink.get(metrics + "?agg=sum&get=" + names), "sum")) {
                    lag = (lag == null ? 0 : lag) + pending;
                }
            }
        }
        return lag;
    }

    /** What the sources of a vertex call this metric. The list of all metrics is long, so it is read once. */
    private String pendingIn(String metrics) throws IOException, InterruptedException {
        String known = pendingNames.get(metrics);
        if (known != null) {
            return known;
        }
        String names = flink.get(metrics)
                .valueStream()
                .map(metric -> metric.path("id").asString(""))
                .filter(name -> name.endsWith("." + PENDING))
                .map(name -> URLEncoder.encode(name, UTF_8))
                .collect(Collectors.joining(","));
        if (!names.isEmpty()) {
            pendingNames.put(metrics, names);
        }
        return names;
    }

    private static boolean isSource(JsonNode vertex) {
        return vertex.path("name").asString("").startsWith("Source:");
    }

    private static String pathOf(String job, JsonNode vertex) {
        return job + "/vertices/" + vertex.path("id").asString("");
    }

    /** Flink writes its numbers as strings, some with a fraction; and some are none, such as NaN. */
    private static List<Long> numbers(JsonNode metrics, String field) {
        return metrics.valueStream()
                .map(metric -> metric.path(field).asString(""))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> new BigDecimal(text).longValue())
                .toList();
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        return one.path("start-time").asLong(0) >= other.path("start-time").asLong(0) ? one : other;
    }
}
