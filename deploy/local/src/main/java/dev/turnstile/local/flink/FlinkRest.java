package dev.turnstile.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JobManager's REST interface, as far as the launcher needs it. */
public final class FlinkRest {

    /** A submission runs the job's main method before it answers. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private static final String BOUNDARY = "turnstile-job-jar";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final URI address;

    public FlinkRest(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** The JobManager answers and this many slots have been offered to it. */
    public boolean hasSlots(int count) throws InterruptedException {
        try {
            return slots().total() >= count;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Every job that the JobManager knows, by id. */
    Map<String, JobState> jobs() throws IOException, InterruptedException {
        var jobs = new HashMap<String, JobState>();
        for (var job : get("/jobs/overview").path("jobs")) {
            var tasks = job.path("tasks");
            jobs.put(
                    job.path("jid").asText(),
                    new JobState(
                            job.path("name").asText(),
                            job.path("state").asText(),
                            tasks.path("total").asInt(),
                            tasks.path("running").asInt()));
        }
        return jobs;
    }

    /** The id by which this jar can be run; uploads it if that has not been done since the JobManager started. */
    String jarId(Path jar) throws IOException, InterruptedException {
        for (var file : get("/jars").path("files")) {
            if (file.path("name").asText().equals(jar.getFileName().toString())) {
                return file.path("id").asText();
            }
        }
        return upload(jar);
    }

    private String upload(Path jar) throws IOException, InterruptedException {
        var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(jar),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        var stored = post("/jars/upload", "multipart/form-data; boundary=" + BOUNDARY, body)
                .path("filename")
                .asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    /** Runs the jar's main method in the JobManager, which submits a job with the id asked for. */
    void run(Path jar, JobRequest job) throws IOException, InterruptedException {
        var request = json.createObjectNode().put("entryClass", job.mainClass()).put("jobId", job.id());
        request.set("programArgsList", json.valueToTree(job.arguments()));
        job.restoreFrom().ifPresent(checkpoint -> request.put("savepointPath", FlinkPath.of(checkpoint)));
        request.put("allowNonRestoredState", job.mayDropState());
        post("/jars/" + jarId(jar) + "/run", request);
    }

    /** Why a job failed last. */
    Failure failure(String jobId) throws IOException, InterruptedException {
        return new Failure(get("/jobs/" + jobId + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText());
    }

    /** Ends a job; its checkpoints stay. */
    void cancel(String jobId) throws IOException, InterruptedException {
        send("/jobs/" + jobId + "?mode=cancel", HttpRequest.newBuilder().method("PATCH", BodyPublishers.noBody()));
    }

    String triggerCheckpoint(String jobId) throws IOException, InterruptedException {
        return post("/jobs/" + jobId + "/checkpoints", json.createObjectNode().put("checkpointType", "CONFIGURED"))
                .path("request-id")
                .asText();
    }

    /** Whether a triggered checkpoint is complete; fails when it never will be. */
    boolean isCheckpointComplete(String jobId, String trigger) throws IOException, InterruptedException {
        var answer = get("/jobs/" + jobId + "/checkpoints/" + trigger);
        failIfFailed(answer);
        return answer.path("status").path("id").asText().equals("COMPLETED");
    }

    /** Begins a savepoint; gives the trigger to ask {@link #savepoint} with. */
    String triggerSavepoint(String jobId, Path directory) throws IOException, InterruptedException {
        var request = json.createObjectNode().put("target-directory", FlinkPath.of(directory));
        return post("/jobs/" + jobId + "/savepoints", request)
                .path("request-id")
                .asText();
    }

    /** As above, and the job ends with it. Never with drain: that would fire windows that are still open. */
    String triggerStop(String jobId, Path directory) throws IOException, InterruptedException {
        var request = json.createObjectNode()
                .put("targetDirectory", FlinkPath.of(directory))
                .put("drain", false);
        return post("/jobs/" + jobId + "/stop", request).path("request-id").asText();
    }

    /** Where a triggered savepoint is, once it is complete; fails when it never will be. */
    Optional<Path> savepoint(String jobId, String trigger) throws IOException, InterruptedException {
        var answer = get("/jobs/" + jobId + "/savepoints/" + trigger);
        failIfFailed(answer);
        return file(answer.path("operation").path("location"));
    }

    /** With which savepoint a job was stopped; what Flink tells may be three seconds old, and then it is not there yet. */
    Optional<Path> savepointOfStop(String jobId) throws IOException, InterruptedException {
        var savepoint = get("/jobs/" + jobId + "/checkpoints").path("latest").path("savepoint");
        return savepoint.path("checkpoint_type").asText().equals("SYNC_SAVEPOINT")
                ? file(savepoint.path("external_path"))
                : Optional.empty();
    }

    /** When a job's last checkpoint was complete; empty when there is none, or Flink cannot tell about it now. */
    Optional<Instant> lastCheckpoint(String jobId) throws IOException, InterruptedException {
        JsonNode checkpoints;
        try {
            checkpoints = get("/jobs/" + jobId + "/checkpoints");
        } catch (Refused asItStartsOrEnds) {
            return Optional.empty();
        }
        var completed = checkpoints.path("latest").path("completed");
        return completed.path("latest_ack_timestamp").isMissingNode()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(
                        completed.path("latest_ack_timestamp").asLong()));
    }

    /** That of the operator with most tasks. */
    int parallelism(String jobId) throws IOException, InterruptedException {
        int most = 0;
        for (var operator : get("/jobs/" + jobId).path("vertices")) {
            most = Math.max(most, operator.path("parallelism").asInt());
        }
        return most;
    }

    Slots slots() throws IOException, InterruptedException {
        var overview = get("/overview");
        return new Slots(
                overview.path("slots-total").asInt(),
                overview.path("slots-available").asInt());
    }

    private static Optional<Path> file(JsonNode address) {
        return address.asText().isEmpty() ? Optional.empty() : Optional.of(FlinkPath.toFile(address.asText()));
    }

    private static void failIfFailed(JsonNode answer) throws IOException {
        var failure = answer.path("operation").path("failure-cause").path("stack-trace");
        if (!failure.isMissingNode()) {
            throw new NotSaved(new Failure(failure.asText()).reason());
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(body.toString()));
    }

    private JsonNode post(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().header("Content-Type", type).POST(body));
    }

    private JsonNode send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(
                request.uri(address.resolve(path)).timeout(LONGEST_ANSWER).build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() >= 300) {
            throw new Refused(path, response.statusCode(), new Failure(errorIn(response.body())));
        }
        return response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body());
    }

    private String errorIn(String body) throws IOException {
        var errors = new StringBuilder();
        json.readTree(body)
                .path("errors")
                .forEach(error -> errors.append(error.asText()).append('\n'));
        return errors.toString();
    }

    /**
     * A job to run; its id is chosen beforehand, so that it is known even when the answer gets lost.
     *
     * @param mayDropState whether state of an operator that the job has no more may go, instead of the start failing
     */
    record JobRequest(
            String id, String mainClass, List<String> arguments, Optional<Path> restoreFrom, boolean mayDropState) {}

    /** How many chains of tasks can run side by side, and how many more than do. */
    record Slots(int total, int free) {}

    /** There is no checkpoint or savepoint, and the job goes on. */
    static final class NotSaved extends IOException {
        NotSaved(String reason) {
            super("Flink could not save the state: " + reason);
        }
    }

    /** Flink is there and said no. */
    static final class Refused extends IOException {

        private final Failure failure;

        Refused(String path, int status, Failure failure) {
            super("Flink answered " + path + " with " + status + ": " + failure.reason());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
