package dev.turnstile.kafka.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a single-node broker that is its own controller, on 127.0.0.1.
 *
 * @param directory everything the broker keeps; survives a restart
 * @param port where clients connect
 * @param controllerPort where the broker talks to its own controller
 * @param logins who its clients are; null where it asks nobody
 */
public record BrokerConfiguration(
        Path directory,
        int port,
        int controllerPort,
        @Nullable BrokerLogins logins) {

    /** A video frame of 2 MiB is 2.7 MiB as base64 within JSON. */
    private static final int LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

    public BrokerConfiguration {
        directory = directory.toAbsolutePath().normalize();
        if (directory.toString().contains(",")) {
            throw new IllegalArgumentException(
                    "Kafka takes a comma in its data directory for a list of directories: " + directory);
        }
    }

    /** One that asks nobody who they are. */
    public BrokerConfiguration(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, null);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Path topics() {
        return directory.resolve("topics");
    }

    Path properties() {
        return directory.resolve("server.properties");
    }

    Path logging() {
        return directory.resolve("log4j2.xml");
    }

    /** What the storage is formatted with besides. */
    List<String> formatArguments() {
        return logins == null ? List.of() : logins.formatArguments();
    }

    /** Kafka's settings, by its names. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        var listener = (logins == null ? "PLAINTEXT" : "CLIENTS") + "://127.0.0.1:" + port;
        settings.put("listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", listener);
        if (logins != null) {
            settings.putAll(logins.brokerSettings());
        }
        settings.put("log.dirs", topics().toString());

        // Topics are made on purpose; event time is in the payload, so old events are neither refused nor expired.
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "3");
        settings.put("log.message.timestamp.type", "LogAppendTime");
        settings.put("message.max.bytes", Integer.toString(LARGEST_MESSAGE_BYTES));

        // One node holds the only replica of everything.
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // The longest a writer may leave a transaction open; the job's sinks ask for as much.
        settings.put("transaction.max.timeout.ms", "900000");

        // A killed broker may come back once its old session is over; by default that takes 9 s.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");

        // Few clients: no waiting for more members of a group, few partitions to load, few threads, little memory.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
        return settings;
    }
}
