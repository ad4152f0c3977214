package dev.turnstile.sources.topics;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.sources.kafka.KafkaOptions;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes every topic that is not there yet. */
@Command(
        name = "create-topics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes every topic of the platform that is not there yet, with its partitions and settings. One that is there"
                    + " is left as it is, so that it can be run again at any time.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when all topics are there, 1 when Kafka refuses one or does not answer.",
            "Settings by environment: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM,",
            "KAFKA_SASL_JAAS_CONFIG, KAFKA_SSL_TRUSTSTORE_LOCATION, KAFKA_SSL_TRUSTSTORE_TYPE."
        })
public final class CreateTopicsCommand implements Callable<Integer> {

    private static final int MOST_REPLICAS = 9;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--replication-factor",
            paramLabel = "COUNT",
            defaultValue = "3",
            description = "How many brokers keep each record (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    @Option(
            names = "--min-insync-replicas",
            paramLabel = "COUNT",
            defaultValue = "2",
            description = "How many of them must have a record before it is acknowledged (default: ${DEFAULT-VALUE}).")
    private int minInsyncReplicas;

    @Option(
            names = "--topics",
            paramLabel = "LIST",
            split = ",",
            description = "Only these, separated by commas (default: all).")
    private @Nullable List<String> names;

    @Option(
            names = "--suffix",
            paramLabel = "SUFFIX",
            defaultValue = "",
            description = "What their names are to end with, such as -shadow, for a job with that OUTPUT_SUFFIX.")
    private String suffix;

    @Mixin
    private KafkaOptions options;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    CreateTopicsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        options.require(
                replicationFactor >= 1 && replicationFactor <= MOST_REPLICAS,
                "--replication-factor must be from 1 to " + MOST_REPLICAS + ", but is " + replicationFactor);
        options.require(
                minInsyncReplicas >= 1 && minInsyncReplicas <= replicationFactor,
                "--min-insync-replicas must be from 1 to --replication-factor, which is " + replicationFactor
                        + ", but is " + minInsyncReplicas);
        options.require(suffix.matches("(-[a-z0-9-]{1,32})?"), "--suffix must be such as -shadow, but is " + suffix);
        List<TopicDefinition> topics = topics();
        try (Admin admin = Admin.create(options.kafka())) {
            TopicCreation.Outcome outcome =
                    new TopicCreation(replicationFactor, minInsyncReplicas).create(topics, admin);
            command.commandLine()
                    .getOut()
                    .println("create-topics: " + outcome.made().size() + " made, "
                            + outcome.there().size() + " were there");
            return 0;
        }
    }

    private List<TopicDefinition> topics() {
        List<String> chosen = names;
        List<String> known = Topics.all().stream().map(TopicDefinition::name).toList();
        options.require(
                chosen == null || known.containsAll(chosen), "--topics must be some of " + String.join(",", known));
        return Topics.all().stream()
                .filter(topic -> chosen == null || chosen.contains(topic.name()))
                .map(topic -> new TopicDefinition(
                        topic.name() + suffix, topic.keyedBy(), topic.partitions(), topic.retention(), topic.more()))
                .toList();
    }
}
