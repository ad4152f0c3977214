package dev.turnstile.local;

import dev.turnstile.kafka.process.BrokerCommand;
import dev.turnstile.kafka.process.BrokerConfiguration;
import dev.turnstile.local.flink.FlinkConfiguration;
import dev.turnstile.local.flink.FlinkRest;
import dev.turnstile.local.process.ProcessDefinition;
import dev.turnstile.local.process.Readiness;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The platform's processes: what each is made of, where it listens, and when it is ready. */
final class Processes {

    private final Installation installation;
    private final DataDirectory data;
    private final Ports ports;
    private final Settings settings;
    private final HttpClient http;

    Processes(Installation installation, DataDirectory data, Ports ports, Settings settings, HttpClient http) {
        this.installation = installation;
        this.data = data;
        this.ports = ports;
        this.settings = settings;
        this.http = http;
    }

    ProcessDefinition kafka(BrokerCommand command, KafkaAdministration administration) {
        return new ProcessDefinition("kafka", command.line(), settings.shared(), administration::isReady);
    }

    ProcessDefinition flinkJobManager() {
        var command = flink("320m")
                .startsQuickly()
                .options("-XX:MaxMetaspaceSize=256m")
                .main(
                        installation.flink(),
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        data.flink().toString());
        // The jobs' main methods run in this process and read their settings from its environment.
        var environment = settings.with(
                Map.of("CHECKPOINT_DIR", data.checkpoints().toUri().toString()));
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
                        data.flink().toString());
        return new ProcessDefinition(
                "flink-taskmanager", command, settings.shared(), () -> flink.hasSlots(configuration.slots()));
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

    /** The dashboard's page has a form, and posts from another port. */
    private Map<String, String> thePageMayPost() {
        return Map.of("ALLOWED_ORIGINS", "http://127.0.0.1:%1$d,http://localhost:%1$d".formatted(ports.dashboard()));
    }

    ProcessDefinition resultsDashboard(List<String> pipelines) {
        return service(
                "results-dashboard",
                installation.resultsDashboard(),
                ports.dashboard(),
                ports.dashboardManagement(),
                Map.of(
                        "PIPELINES", String.join(",", pipelines),
                        "FLINK_REST_URL", local(ports.flinkRest(), "").toString(),
                        "BOOKING_SERVICE_URL", local(ports.bookingService(), "").toString(),
                        "ORDER_SERVICE_URL", local(ports.orderService(), "").toString()));
    }

    ProcessDefinition sampleTraffic(int eventsPerSecond) {
        var command = new JavaCommand("64m", data.temporary())
                .startsQuickly()
                .jar(
                        installation.eventSources(),
                        "traffic",
                        "--rate",
                        Integer.toString(eventsPerSecond),
                        "--bookings-url",
                        local(ports.bookingService(), "").toString(),
                        "--orders-url",
                        local(ports.orderService(), "").toString(),
                        "--kafka",
                        "127.0.0.1:" + ports.kafka());
        return new ProcessDefinition("sample-traffic", command, settings.shared(), Readiness.immediate());
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
