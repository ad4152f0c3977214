package dev.turnstile.local;

/** A command of event-sources that makes sample events. Two pipelines may share one. */
enum SampleSource {
    /** Bookings and orders by REST, and late ones straight to the topics. */
    TRAFFIC("traffic", "64m", "--rate=%1$d --bookings-url=%2$s --orders-url=%3$s"),
    PAYMENTS("payments", "64m", "--rate=%1$d"),
    MARKET("market", "64m", ""),
    /** Draws pictures. */
    VIDEO("video", "128m", ""),
    LISTENING("listening", "64m", "--rate=%1$d");

    private final String command;
    private final String heap;
    private final String options;

    /** @param options separated by spaces; %1$d is the rate, %2$s and %3$s are the services for bookings and orders */
    SampleSource(String command, String heap, String options) {
        this.command = command;
        this.heap = heap;
        this.options = options;
    }

    String processName() {
        return "sample-" + command;
    }

    String heap() {
        return heap;
    }

    /** What follows the jar on the command line. */
    String[] arguments(int eventsPerSecond, Ports ports) {
        var line = String.join(
                " ",
                command,
                options.formatted(eventsPerSecond, http(ports.bookingService()), http(ports.orderService())),
                "--kafka=127.0.0.1:" + ports.kafka());
        return line.split(" +");
    }

    private static String http(int port) {
        return "http://127.0.0.1:" + port;
    }
}
