package dev.turnstile.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every port of the platform, all moved by the same offset so that two platforms can run side by side. */
record Ports(int offset) {

    static final int HIGHEST_OFFSET = 56_000;

    private static final String PROMETHEUS = "Prometheus";

    /** No two of its multiples get in each other's way. */
    private static final int STEP_OF_SUGGESTIONS = 10_000;

    int dashboard() {
        return 8080 + offset;
    }

    int dashboardManagement() {
        return 9180 + offset;
    }

    int flinkRest() {
        return 8081 + offset;
    }

    int flinkRpc() {
        return 6123 + offset;
    }

    int bookingService() {
        return 8091 + offset;
    }

    int bookingServiceManagement() {
        return 9191 + offset;
    }

    int orderService() {
        return 8092 + offset;
    }

    int orderServiceManagement() {
        return 9192 + offset;
    }

    int eventService() {
        return 8093 + offset;
    }

    int eventServiceManagement() {
        return 9193 + offset;
    }

    /** Flink's metrics; there is one port for each of its processes. */
    int flinkJobManagerMetrics() {
        return 9249 + offset;
    }

    int flinkTaskManagerMetrics() {
        return 9250 + offset;
    }

    int postgresql() {
        return 5433 + offset;
    }

    int redis() {
        return 6380 + offset;
    }

    int kafka() {
        return 9092 + offset;
    }

    int kafkaController() {
        return 9093 + offset;
    }

    int prometheus() {
        return 9090 + offset;
    }

    /** What each port is for, by port. */
    private Map<Integer, String> purposes() {
        var purposes = new LinkedHashMap<Integer, String>();
        purposes.put(dashboard(), "results-dashboard");
        purposes.put(dashboardManagement(), "results-dashboard, management");
        purposes.put(flinkRest(), "Flink, web and REST");
        purposes.put(flinkRpc(), "Flink, JobManager");
        purposes.put(flinkJobManagerMetrics(), "Flink, JobManager's metrics");
        purposes.put(flinkTaskManagerMetrics(), "Flink, TaskManager's metrics");
        purposes.put(bookingService(), "booking-service");
        purposes.put(bookingServiceManagement(), "booking-service, management");
        purposes.put(orderService(), "order-service");
        purposes.put(orderServiceManagement(), "order-service, management");
        purposes.put(eventService(), "event-service");
        purposes.put(eventServiceManagement(), "event-service, management");
        purposes.put(kafka(), "Kafka");
        purposes.put(kafkaController(), "Kafka, controller");
        purposes.put(postgresql(), "PostgreSQL");
        purposes.put(redis(), "Redis");
        purposes.put(prometheus(), PROMETHEUS);
        return purposes;
    }

    /**
     * Empty when a platform at this offset can run beside one without any, otherwise one line that says why not: 1000, for
     * example, puts order-service, at 8092, on Kafka's 9092.
     */
    String collision() {
        var others = new Ports(0).purposes();
        return purposes().entrySet().stream()
                .filter(port -> offset > 0 && others.containsKey(port.getKey()))
                .map(port -> "--port-offset " + offset + " puts " + port.getValue() + " on " + port.getKey()
                        + ", which without an offset is " + others.get(port.getKey())
                        + ": the two could not run side by side. Use another, for example " + STEP_OF_SUGGESTIONS)
                .findFirst()
                .orElse("");
    }

    /** Empty when all ports are free that are needed, otherwise one line that names those taken and a way out. */
    String complaint(boolean withPrometheus) {
        var taken = purposes().entrySet().stream()
                // One that the system has started is in nobody's way.
                .filter(port -> withPrometheus || !port.getValue().equals(PROMETHEUS))
                .filter(port -> !isFree(port.getKey()))
                .map(port -> port.getKey() + " (" + port.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (taken.isEmpty()) {
            return "";
        }
        var wayOut = IntStream.rangeClosed(1, HIGHEST_OFFSET / STEP_OF_SUGGESTIONS)
                .mapToObj(step -> new Ports(step * STEP_OF_SUGGESTIONS))
                .filter(ports -> ports.purposes().keySet().stream().allMatch(Ports::isFree))
                .map(ports -> ", or use other ports: --port-offset " + ports.offset())
                .findFirst()
                .orElse(", or use other ports: --port-offset");
        return "Already taken on 127.0.0.1: port " + taken + ". Stop what listens there" + wayOut;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
