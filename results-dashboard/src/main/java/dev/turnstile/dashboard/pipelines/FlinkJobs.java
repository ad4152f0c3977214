package dev.turnstile.dashboard.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String PENDING = "pendingRecords";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,19})?");

    private final FlinkClient flink;

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
        List<String> vertices = new ArrayList<>();
        flink.get(job)
                .path("vertices")
                .forEach(vertex -> vertices.add(vertex.path("id").asString("")));
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
    private @Nullable Instant watermark(String job, List<String> vertices) throws IOException, InterruptedException {
        OptionalLong least = OptionalLong.empty();
        for (String vertex : vertices) {
            JsonNode watermarks = flink.get(job + "/vertices/" + vertex + "/watermarks");
            for (long watermark : numbers(watermarks, "value")) {
                // A source has none, and a task that saw nothing yet is at the beginning of time.
                if (watermark > 0 && watermark < LATEST_WATERMARK) {
                    least = OptionalLong.of(Math.min(watermark, least.orElse(Long.MAX_VALUE)));
                }
            }
        }
        return least.isPresent() ? Instant.ofEpochMilli(least.getAsLong()) : null;
    }

    private @Nullable Long lag(String job, List<String> vertices) throws IOException, InterruptedException {
        Optional<Long> lag = Optional.empty();
        for (String vertex : vertices) {
            String metrics = job + "/vertices/" + vertex + "/subtasks/metrics";
            String names = pendingIn(flink.get(metrics));
            if (!names.isEmpty()) {
                long pending = numbers(flink.get(metrics + "?agg=sum&get=" + names), "sum").stream()
                        .mapToLong(Long::longValue)
                        .sum();
                lag = Optional.of(lag.orElse(0L) + pending);
            }
        }
        return lag.orElse(null);
    }

    /** The metrics of this name that the operators of a vertex have; only sources do. */
    private static String pendingIn(JsonNode metrics) {
        return metrics.valueStream()
                .map(metric -> metric.path("id").asString(""))
                .filter(name -> name.endsWith("." + PENDING) || name.equals(PENDING))
                .map(name -> URLEncoder.encode(name, UTF_8))
                .collect(Collectors.joining(","));
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
