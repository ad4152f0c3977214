package dev.turnstile.local;

import dev.turnstile.local.Pipeline.Database;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * Where everything is, for the one who has just started it.
 *
 * @param lake where the event lake is, as LAKE_URI has it
 */
record Addresses(UpOptions options, Ports ports, DataDirectory data, String lake) {

    String text() {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("Dashboard", http(ports.dashboard(), "/"));
        addresses.put("Pages", pages());
        addresses.put("Bookings", http(ports.bookingService(), "/bookings"));
        addresses.put("Orders", http(ports.orderService(), "/orders"));
        addresses.put("Events", http(ports.eventService(), "/events/…"));
        addresses.put("Flink", http(ports.flinkRest(), "/"));
        addresses.put("Kafka", "127.0.0.1:" + ports.kafka());
        if (options.withPrometheus()) {
            addresses.put("Prometheus", http(ports.prometheus(), "/alerts"));
        }
        if (options.needs(Database.POSTGRESQL)) {
            addresses.put("PostgreSQL", withPassword(ports.postgresql(), data.postgresql()));
        }
        if (options.needs(Database.REDIS)) {
            addresses.put("Redis", withPassword(ports.redis(), data.redis()));
        }
        if (Pipeline.names(options.pipelines()).contains("lake")) {
            addresses.put("Event lake", lake);
        }
        return addresses.entrySet().stream()
                .map(address -> "  %-12s%s".formatted(address.getKey(), address.getValue()))
                .collect(Collectors.joining("\n", "\nTurnstile is up\n\n", "\n\nCtrl-C stops it."));
    }

    private String pages() {
        return Pipeline.names(options.pipelines()).stream()
                .map(name -> "#/" + name)
                .collect(Collectors.joining(", ", http(ports.dashboard(), "/"), ""));
    }

    private static String http(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static String withPassword(int port, Path directory) {
        return "127.0.0.1:" + port + ", password in " + directory.resolve("password");
    }
}
