package dev.turnstile.events.access;

import static dev.turnstile.events.access.AccessRight.toRead;
import static dev.turnstile.events.access.AccessRight.toReadAndWrite;
import static dev.turnstile.events.access.AccessRight.toReadAs;
import static dev.turnstile.events.access.AccessRight.toWrite;
import static dev.turnstile.events.access.AccessRight.toWriteInTransactions;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every client of the platform and its rights, which are what it does and no more. */
public final class KafkaClients {

    private static final String NONE = "";

    private static final List<TopicDefinition> OF_EVERY_PIPELINE = List.of(
            Topics.RESULTS, Topics.LIVE, Topics.LEDGER, Topics.ALERTS, Topics.LATE_EVENTS, Topics.REJECTED_EVENTS);

    private static final List<TopicDefinition> READ_BY_THE_DASHBOARD = List.of(
            Topics.PIPELINE_DEFINITIONS,
            Topics.RESULTS,
            Topics.LIVE,
            Topics.ALERTS,
            Topics.LEDGER,
            Topics.LATE_EVENTS,
            Topics.REJECTED_EVENTS,
            Topics.HIGH_VALUE_TRANSACTIONS,
            Topics.USER_AGGREGATIONS,
            Topics.CATEGORY_AGGREGATIONS,
            Topics.CRYPTO_CANDLES,
            Topics.VIDEO_FRAMES,
            Topics.PROCESSED_VIDEO_FRAMES,
            Topics.VIDEO_SOURCE_AGGREGATIONS);

    private KafkaClients() {}

    /** Those that always run. */
    public static List<KafkaClient> ofThePlatform() {
        List<KafkaClient> clients = new ArrayList<>(List.of(
                new KafkaClient("booking-service", List.of(toWrite(Topics.TICKET_BOOKINGS, NONE))),
                new KafkaClient("order-service", List.of(toWrite(Topics.ORDERS, NONE))),
                new KafkaClient(
                        "event-service",
                        List.of(
                                toRead(Topics.PIPELINE_DEFINITIONS, NONE),
                                toWrite(Topics.TICKET_BOOKINGS, NONE),
                                toWrite(Topics.ORDERS, NONE))),
                new KafkaClient(
                        "results-dashboard",
                        READ_BY_THE_DASHBOARD.stream()
                                .map(topic -> toRead(topic, NONE))
                                .toList())));
        clients.addAll(pipelines(NONE));
        return List.copyOf(clients);
    }

    /** Those that somebody runs for once. */
    public static List<KafkaClient> onRequest() {
        List<AccessRight> resend = new ArrayList<>(List.of(toRead(Topics.REJECTED_EVENTS, NONE)));
        inputs().forEach(topic -> resend.add(toWrite(topic, NONE)));
        return List.of(
                new KafkaClient("resend-rejected", resend),
                new KafkaClient("alert-webhook", List.of(toReadAs("turnstile-alert-webhook"))));
    }

    /**
     * Those of a backfill: the pipelines with this OUTPUT_SUFFIX, which ends their clients' names too, and who publishes
     * what they have computed.
     */
    public static List<KafkaClient> ofBackfill(String suffix) {
        List<KafkaClient> clients = new ArrayList<>(pipelines(suffix));
        clients.add(new KafkaClient(
                "publish-backfill", List.of(toReadAndWrite(Topics.RESULTS), toRead(Topics.RESULTS, suffix))));
        return List.copyOf(clients);
    }

    private static List<KafkaClient> pipelines(String suffix) {
        return List.of(
                defined("bookings", suffix, Topics.TICKET_BOOKINGS),
                defined("orders", suffix, Topics.ORDERS),
                pipeline(
                        "transactions",
                        suffix,
                        List.of(Topics.TRANSACTIONS),
                        Topics.PROCESSED_TRANSACTIONS,
                        Topics.HIGH_VALUE_TRANSACTIONS,
                        Topics.USER_AGGREGATIONS,
                        Topics.CATEGORY_AGGREGATIONS),
                pipeline("market", suffix, List.of(Topics.CRYPTO_PRICES), Topics.CRYPTO_CANDLES),
                pipeline(
                        "video",
                        suffix,
                        List.of(Topics.VIDEO_FRAMES),
                        Topics.PROCESSED_VIDEO_FRAMES,
                        Topics.VIDEO_SOURCE_AGGREGATIONS),
                pipeline("lake", suffix, List.of(Topics.LISTEN_EVENTS, Topics.PAGE_VIEW_EVENTS, Topics.AUTH_EVENTS)));
    }

    /** One that is a definition, which it tells; a backfill beside it has nothing to tell. */
    private static KafkaClient defined(String name, String suffix, TopicDefinition input) {
        KafkaClient client = pipeline(name, suffix, List.of(input));
        List<AccessRight> rights = new ArrayList<>(client.rights());
        if (suffix.isEmpty()) {
            rights.add(toReadAndWrite(Topics.PIPELINE_DEFINITIONS));
        }
        return new KafkaClient(client.name(), rights);
    }

    private static KafkaClient pipeline(
            String name, String suffix, List<TopicDefinition> inputs, TopicDefinition... ofItsOwn) {
        String job = "turnstile-" + name + suffix;
        List<AccessRight> rights = new ArrayList<>();
        inputs.forEach(topic -> rights.add(toRead(topic, NONE)));
        Stream.concat(Stream.of(ofItsOwn), OF_EVERY_PIPELINE.stream())
                .forEach(topic -> rights.add(toWrite(topic, suffix)));
        rights.add(toReadAs(job));
        rights.add(toWriteInTransactions(job + "-results"));
        return new KafkaClient("pipeline-" + name + suffix, rights);
    }

    private static List<TopicDefinition> inputs() {
        return List.of(
                Topics.TICKET_BOOKINGS,
                Topics.ORDERS,
                Topics.TRANSACTIONS,
                Topics.CRYPTO_PRICES,
                Topics.VIDEO_FRAMES,
                Topics.LISTEN_EVENTS,
                Topics.PAGE_VIEW_EVENTS,
                Topics.AUTH_EVENTS);
    }
}
