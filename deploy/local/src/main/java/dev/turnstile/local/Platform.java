package dev.turnstile.local;

import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.BrokerCommand;
import dev.turnstile.local.flink.FlinkConfiguration;
import dev.turnstile.local.flink.FlinkRest;
import dev.turnstile.local.flink.Jobs;
import dev.turnstile.local.flink.ObjectStorage;
import dev.turnstile.local.flink.StateBackend;
import dev.turnstile.local.process.Child;
import dev.turnstile.local.process.Console;
import dev.turnstile.local.process.OrphanGuard;
import dev.turnstile.local.process.ProcessDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole platform: its processes, the order in which they start, what is done while they run, and how they stop. */
final class Platform {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    /** So that a definition can be replaced without taking a slot from another pipeline. */
    private static final int SLOTS_FOR_BACKFILLS = 1;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final DataDirectory data;
    private final Console console;
    private final FlinkConfiguration flinkConfiguration;
    private final BrokerCommand broker;
    private final KafkaAdministration kafkaAdministration;
    private final Databases databases;
    private final String lake;
    private final List<String> pipelines;
    private final Jobs jobs;
    private final OrphanGuard guard;
    private final UpOptions options;

    private final List<Child> children = new ArrayList<>();
    private final List<Child> databaseServers;
    private final Child kafka;
    private final Child flinkJobManager;
    private final Child flinkTaskManager;
    private final List<Child> services;
    private final List<Child> sampleSources;
    /** None or one. */
    private final List<Prometheus> monitoring;

    private final List<Child> monitors;

    Platform(UpOptions options, Installation installation, DataDirectory data, Ports ports, Console console) {
        this.data = data;
        this.console = console;
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        var settings = new Settings(System.getenv(), ports, data.lake());
        var flink = new FlinkRest(http, URI.create("http://127.0.0.1:" + ports.flinkRest()));
        flinkConfiguration = new FlinkConfiguration(
                ports.flinkRest(),
                ports.flinkRpc(),
                settings.parallelism() * options.pipelines().size() + SLOTS_FOR_BACKFILLS,
                StateBackend.from(settings.shared()),
                ObjectStorage.from(settings.shared()),
                data.temporary());
        pipelines = Pipeline.names(options.pipelines());
        this.options = options;
        jobs = new Jobs(flink, installation.analyticsJob(), pipelines, data.checkpoints(), data.definitions(), console);
        kafkaAdministration = new KafkaAdministration(ports.kafka());

        lake = settings.lake();
        databases = new Databases(options, installation, data, ports, settings);
        var processes = new Processes(installation, data, ports, settings, databases, http);
        broker = new BrokerCommand(processes.brokerConfiguration(), installation.kafka());
        databaseServers = children(databases.processes());
        kafka = child(processes.kafka(broker, kafkaAdministration));
        flinkJobManager = child(processes.flinkJobManager(flinkConfiguration));
        flinkTaskManager = child(processes.flinkTaskManager(flinkConfiguration, flink));
        services = children(List.of(
                processes.bookingService(),
                processes.orderService(),
                processes.eventService(),
                processes.resultsDashboard(pipelines)));
        sampleSources = children(processes.sampleSources(options));
        monitoring = options.withPrometheus()
                ? List.of(new Prometheus(installation.monitoring(), data.prometheus(), ports))
                : List.of();
        monitors = children(monitoring.stream().map(processes::prometheus).toList());
        guard = new OrphanGuard(data.run());
    }

    /** Where the event lake is. */
    String lake() {
        return lake;
    }

    /** Returns when everything is up. */
    void start() throws IOException, InterruptedException {
        databases.prepare();
        flinkConfiguration.write(data.flink());
        data.writePipelinesOfThisRun(pipelines);
        for (var pipeline : options.pipelines()) {
            if (pipeline.definition().isPresent()) {
                data.writeDefinition(pipeline.definition().get());
            }
        }
        start(flinkJobManager, flinkTaskManager);
        databaseServers.forEach(Child::start);
        broker.prepare();
        start(kafka);
        awaitReady(kafka);
        kafkaAdministration.create(Stream.concat(
                        Topics.all().stream(),
                        options.pipelines().stream().flatMap(pipeline -> pipeline.topicsOfItsOwn().stream()))
                .distinct()
                .toList());
        services.forEach(Child::start);
        awaitReady(flinkJobManager, flinkTaskManager);
        awaitReady(databaseServers);
        jobs.start(LONGEST_START);
        awaitReady(services);
        for (var prometheus : monitoring) {
            prometheus.prepare();
        }
        monitors.forEach(Child::start);
        awaitReady(monitors);
        sampleSources.forEach(Child::start);
    }

    /** Starts again what dies, until the launcher is stopped or something cannot go on. */
    void lookAfter() throws InterruptedException {
        var children = new Thread(this::lookAfterChildren, "children");
        children.setDaemon(true);
        children.start();
        while (true) {
            jobs.look(Instant.now());
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Those that bring work first; a last checkpoint of what has been done; then those that work; what they use last. */
    void stop() throws IOException, InterruptedException {
        stop(monitors);
        stop(sampleSources);
        stop(services);
        jobs.checkpoint();
        stop(List.of(flinkTaskManager, flinkJobManager));
        stop(databaseServers);
        stop(List.of(kafka));
        guard.release();
        data.close();
    }

    private Child child(ProcessDefinition definition) {
        var child = new Child(definition, data.logs(), data.run(), console);
        children.add(child);
        return child;
    }

    private List<Child> children(List<ProcessDefinition> definitions) {
        return definitions.stream().map(this::child).toList();
    }

    private static void start(Child... children) {
        for (var child : children) {
            child.start();
        }
    }

    private static void awaitReady(Child... children) throws InterruptedException {
        awaitReady(List.of(children));
    }

    private static void awaitReady(List<Child> children) throws InterruptedException {
        for (var child : children) {
            child.awaitReady(LONGEST_START);
        }
    }

    /** All at once, as fast as the slowest. */
    private static void stop(List<Child> children) throws InterruptedException {
        for (var child : children) {
            child.terminate();
        }
        for (var child : children) {
            child.awaitEnd(LONGEST_STOP);
        }
    }

    private void lookAfterChildren() {
        try {
            while (true) {
                children.forEach(child -> child.look(Instant.now()));
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (InterruptedException theLauncherEnds) {
            Thread.currentThread().interrupt();
        }
    }
}
