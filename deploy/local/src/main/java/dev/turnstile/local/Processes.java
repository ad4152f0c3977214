package dev.turnstile.local;

import dev.turnstile.kafka.process.BrokerCommand;
import dev.turnstile.kafka.process.BrokerConfiguration;
import dev.turnstile.local.flink.FlinkConfiguration;
import dev.turnstile.local.flink.FlinkPath;
import dev.turnstile.local.flink.FlinkRest;
import dev.turnstile.local.flink.ObjectStorage;
import dev.turnstile.local.process.ProcessDefinition;
import dev.turnstile.local.process.Readiness;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The platform's processes: what each is made of, where it listens, and when it is ready. */
final class Processes {

    private static final String METRICS_PORT = "metrics.reporter.prom.port=";

    private final Installation installation;
    private final DataDirectory data;
    private final Ports ports;
    private final Settings settings;
    private final Databases databases;
    private final HttpClient http;

    Processes(
            Installation installation,
            DataDirectory data,
            Ports ports,
            Settings settings,
            Databases databases,
            HttpClient http) {
        this.installation = installation;
        this.data = data;
        this.ports = ports;
        this.settings = settings;
        this.databases = databases;
        this.http = http;
    }

    ProcessDefinition kafka(BrokerCommand command, KafkaAdministration administration) {
        return new ProcessDefinition("kafka", command.line(), settings.shared(), administration::isReady);
    }

    ProcessDefinition flinkJobManager(FlinkConfiguration configuration) {
        var command = flink("320m")
                .startsQuickly()
                .options("-XX:MaxMetaspaceSize=" + configuration.metaspace())
                .main(
                        installation.flink(),
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        data.flink().toString(),
                        "-D",
                        METRICS_PORT + ports.flinkJobManagerMetrics());
        // The jobs' main methods run in this process and read their settings from its environment.
        var environment = flinkEnvironment();
        environment.put("CHECKPOINT_DIR", FlinkPath.of(data.checkpoints()));
        return new ProcessDefinition(
                "flink-jobmanager", command, environment, ready(local(ports.flinkRest(), "/overview")));
    }

    ProcessDefinition flinkTaskManager(FlinkConfiguration configuration, FlinkRest flink) {
        var command = flink(configuration.taskManagerHeap())
                .options(
                        "-XX:MaxMetaspaceSize=" + configuration.metaspace(),
                        "-XX:MaxDirectMemorySize=" + configuration.taskManagerDirectMemory())
                .main(
                        installation.flink(),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        data.flink().toString(),
                        "-D",
                        METRICS_PORT + ports.flinkTaskManagerMetrics());
        return new ProcessDefinition(
                "flink-taskmanager", command, flinkEnvironment(), () -> flink.hasSlots(configuration.slots()));
    }

    private Map<String, String> flinkEnvironment() {
        var environment = settings.with(databases.urls());
        if (ObjectStorage.isUsed(environment)) {
            environment.put("FLINK_PLUGINS_DIR", installation.flinkPlugins().toString());
        }
        return environment;
    }

    ProcessDefinition bookingService() {
        return service(
                "booking-service",
                installation.bookingService(),
                ports.bookingService(),
                ports.bookingServiceManagement(),
                thePageMayPost());
    }

    ProcessDefinition orderService() {
        return service(
                "order-service",
                installation.orderService(),
                ports.orderService(),
                ports.orderServiceManagement(),
                thePageMayPost());
    }

    ProcessDefinition eventService() {
        return service(
                "event-service",
                installation.eventService(),
                ports.eventService(),
                ports.eventServiceManagement(),
                thePageMayPost());
    }

    /** The dashboard's page has a form, and posts from another port. */
    private Map<String, String> thePageMayPost() {
        return Map.of("ALLOWED_ORIGINS", "http://127.0.0.1:%1$d,http://localhost:%1$d".formatted(ports.dashboard()));
    }

    ProcessDefinition resultsDashboard(List<String> pipelines) {
        var environment = databases.urls();
        environment.put("PIPELINES", String.join(",", pipelines));
        environment.put("FLINK_REST_URL", local(ports.flinkRest(), "").toString());
        environment.put("BOOKING_SERVICE_URL", local(ports.bookingService(), "").toString());
        environment.put("ORDER_SERVICE_URL", local(ports.orderService(), "").toString());
        return service(
                "results-dashboard",
                installation.resultsDashboard(),
                ports.dashboard(),
                ports.dashboardManagement(),
                environment);
    }

    /** Each a process of its own: one that fails takes no other with it, and the command is what one runs by hand. */
    List<ProcessDefinition> sampleSources(UpOptions options) {
        var jar = installation.eventSources();
        return options.sampleSources().stream()
                .map(source -> {
                    var command = new JavaCommand(source.heap(), data.temporary())
                            .startsQuickly()
                            .jar(jar, source.arguments(options.eventsPerSecond(), ports));
                    return new ProcessDefinition(
                            source.processName(), command, settings.shared(), Readiness.immediate());
                })
                .toList();
    }

    ProcessDefinition prometheus(Prometheus prometheus) {
        return new ProcessDefinition(
                "prometheus", prometheus.command(), settings.shared(), ready(local(ports.prometheus(), "/-/ready")));
    }

    BrokerConfiguration brokerConfiguration() {
        return new BrokerConfiguration(data.kafka(), ports.kafka(), ports.kafkaController());
    }

    private JavaCommand flink(String heap) {
        return new JavaCommand(heap, data.temporary())
                .openPackages()
                .options("-Dlog4j2.configurationFile=" + data.flink().resolve("log4j2.xml"));
    }

    private ProcessDefinition service(
            String name, Path jar, int port, int managementPort, Map<String, String> particular) {
        var command = new JavaCommand("192m", data.temporary()).startsQuickly().jar(jar);
        var environment = settings.with(particular);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        return new ProcessDefinition(
                name, command, environment, ready(local(managementPort, "/actuator/health/readiness")));
    }

    private Readiness ready(URI address) {
        return Readiness.http(http, address);
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
