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
            return get("/overview").path("slots-total").asInt() >= count;
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
        var failure = answer.path("operation").path("failure-cause").path("stack-trace");
        if (!failure.isMissingNode()) {
            throw new IOException("The checkpoint failed: " + new Failure(failure.asText()).reason());
        }
        return answer.path("status").path("id").asText().equals("COMPLETED");
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

    /** A job to run; its id is chosen beforehand, so that it is known even when the answer gets lost. */
    record JobRequest(String id, String mainClass, List<String> arguments, Optional<Path> restoreFrom) {}

    /** Where a job stands; a job runs when all its tasks do. */
    record JobState(String state, int tasks, int runningTasks) {

        boolean isRunning() {
            return state.equals("RUNNING") && tasks == runningTasks;
        }

        /** It will not go on by itself. */
        boolean hasEnded() {
            return state.equals("FAILED") || state.equals("CANCELED") || state.equals("FINISHED");
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
