package dev.turnstile.dashboard.pipelines;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.stream.StreamClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks every two seconds how the pipelines are, on a thread of its own: however many ask, and however slow Flink is,
 * it is asked once.
 */
@Component
final class PipelinesWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PipelinesWatch.class);
    private static final long BETWEEN_LOOKS_MILLIS = 2_000;
    private static final long LONGEST_STOP_MILLIS = 3_000;

    private final ResultsStore store;
    private final StreamClients clients;
    private final PipelineMetrics metrics;
    private final JsonMapper mapper;
    private final List<String> expected;
    private final List<FlinkJobs> clusters;
    private final Map<String, JobStatus> lastKnown = new HashMap<>();
    private final Thread thread = new Thread(this::run, "pipelines-watch");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Pipelines latest;

    PipelinesWatch(
            ResultsStore store, StreamClients clients, PipelineMetrics metrics, Settings settings, JsonMapper mapper) {
        this.store = store;
        this.clients = clients;
        this.metrics = metrics;
        this.mapper = mapper;
        this.expected = settings.pipelines();
        HttpClient client = FlinkClient.httpClient();
        this.clusters = settings.flink().stream()
                .map(url -> new FlinkJobs(new FlinkClient(client, mapper, url)))
                .toList();
        this.latest = pipelines(Map.of(), JobStatus.UNREACHABLE);
        thread.setDaemon(true);
    }

    /** As of the last look. */
    Pipelines latest() {
        return latest;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        try {
            do {
                look();
            } while (!stopping.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // stop() has no patience for an answer of Flink's.
            LOG.debug("Stopped", e);
        }
    }

    private void look() throws InterruptedException {
        try {
            Map<String, JobStatus> found = new HashMap<>();
            String otherwise = JobStatus.MISSING;
            for (FlinkJobs cluster : clusters) {
                try {
                    found.putAll(cluster.byPipeline());
                } catch (IOException e) {
                    LOG.debug("Flink cannot be asked", e);
                    otherwise = JobStatus.UNREACHABLE;
                }
            }
            lastKnown.putAll(found);
            latest = pipelines(found, otherwise);
            metrics.tell(latest.pipelines());
            clients.tell(Json.written(mapper.writeValueAsBytes(latest)));
        } catch (RuntimeException e) {
            LOG.error("How the pipelines are cannot be told", e);
        }
    }

    private Pipelines pipelines(Map<String, JobStatus> found, String otherwise) {
        Instant now = Instant.now();
        // Of the others those that Flink runs: one that the topics tell of because it ran here last week is not
        // missing.
        Set<String> names = new TreeSet<>(store.pipelines());
        names.removeIf(name -> !expected.contains(name) && !lastKnown.containsKey(name));
        return new Pipelines(names.stream()
                .map(name -> PipelineStatus.of(name, statusOf(name, found, otherwise), store.ledgerTotals(name), now))
                .toList());
    }

    private JobStatus statusOf(String pipeline, Map<String, JobStatus> found, String otherwise) {
        JobStatus status = found.get(pipeline);
        return status != null
                ? status
                : lastKnown.getOrDefault(pipeline, JobStatus.unknown(otherwise)).butNow(otherwise);
    }

    /** All pipelines that run or are meant to, by name. */
    record Pipelines(List<PipelineStatus> pipelines) {}
}
