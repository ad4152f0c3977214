package dev.turnstile.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.TopicClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The commands of docs/operations.md, as they are printed there, one after the other on a platform that runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsIT {

    private static final Path DOCUMENT = RunningPlatform.PROJECT.resolve("docs/operations.md");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern STARTED_FROM = Pattern.compile("orders is started from its savepoint (.*)");
    /** An event that is further ahead than this is rejected. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private static final StringBuilder SAID_BEFORE = new StringBuilder();
    private static final Path DIRECTORY = Path.of("target", "operations-it").toAbsolutePath();

    private static RunningPlatform platform;
    private static TopicClient topics;
    private static Instant orderOfTheFastClock;

    @AfterAll
    static void stop() {
        if (topics != null) {
            topics.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    @Order(1)
    void each_prints_what_is_said_and_what_came_while_the_pipeline_was_stopped_is_counted_once() throws Exception {
        List<DocumentedCommand> commands = DocumentedCommand.in(DOCUMENT);
        assertThat(commands).hasSizeGreaterThan(25);
        for (DocumentedCommand command : commands) {
            if (command.startsThePlatform()) {
                start(command);
            } else if (command.stopsThePlatform()) {
                stop(command);
            } else if (command.isQuestion()) {
                await().atMost(LIMIT).untilAsserted(() -> assertPrints(command));
            } else {
                if (command.line().contains("resend-rejected")) {
                    await().atMost(LIMIT).until(() -> Instant.now().isAfter(orderOfTheFastClock.minus(MOST_AHEAD)));
                }
                assertPrints(command);
            }
        }

        // To restore, to rescale and to apply were each from a savepoint made for it.
        assertThat(STARTED_FROM.matcher(SAID_BEFORE + platform.said()).results().map(start -> start.group(1)))
                .hasSize(7)
                .satisfies(starts -> assertThat(starts.get(0)).isNotEqualTo(starts.get(1)));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(total("total_orders")).isEqualByComparingTo("8");
            assertThat(total("total_revenue")).isEqualByComparingTo("380.00");
        });
    }

    @Test
    @Order(2)
    void a_measure_is_added_while_a_hundred_orders_a_second_come_and_none_is_lost() throws Exception {
        BigDecimal before = total("total_orders");
        BigDecimal revenueBefore = total("total_revenue");
        AtomicInteger sent = new AtomicInteger();
        Path more = Files.writeString(
                DIRECTORY.resolve("more.yaml"),
                ShippedDefinitions.text("orders")
                        .orElseThrow()
                        .replace(
                                "measures:\n", "measures:\n  dear_orders: {count: all, where: total_amount > 1.00}\n"));
        var sender = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = sender.scheduleAtFixedRate(() -> sendOne(sent), 0, 10, TimeUnit.MILLISECONDS);
            await().atMost(LIMIT).until(() -> sent.get() > 300);

            assertThat(run("deploy/local/jobs apply '" + more + "'"))
                    .contains("the measure dear_orders is added: counted from now on, the others go on")
                    .contains("orders is running with parallelism ");

            int atLeast = sent.get() + 300;
            await().atMost(LIMIT).until(() -> sent.get() > atLeast);
        } finally {
            sender.shutdown();
            assertThat(sender.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(total("total_orders")).isEqualByComparingTo(before.add(new BigDecimal(sent.get())));
            assertThat(total("total_revenue"))
                    .isEqualByComparingTo(
                            revenueBefore.add(new BigDecimal(sent.get()).multiply(new BigDecimal("2.00"))));
            assertThat(total("dear_orders")).isBetween(new BigDecimal(300), new BigDecimal(sent.get() - 300));
        });
    }

    private static void sendOne(AtomicInteger sent) {
        try {
            topics.send(Topics.ORDERS.name(), sent.get() % 3, order("many-" + sent.get(), "2.00", Instant.now()));
            sent.incrementAndGet();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first time there is nothing yet; then what the document says has come before its first command is sent. */
    private static void start(DocumentedCommand up) throws Exception {
        if (platform == null) {
            platform = RunningPlatform.fresh(DIRECTORY, up.settings(), up.options());
            topics = new TopicClient(platform.kafka());
            sendWhatCameBefore(up.settings().get("DEDUP_HORIZON"));
        } else {
            platform.startAgain();
        }
        assertThat(platform.said().strip()).matches(up.printed());
    }

    private static void stop(DocumentedCommand controlC) throws IOException, InterruptedException {
        String before = platform.said();
        assertThat(platform.stop()).isZero();
        SAID_BEFORE.append(platform.said());
        assertThat(platform.said().substring(before.length()).strip()).matches(controlC.printed());
    }

    /**
     * An order that is sent twice, the second time when its id is known no longer; one by each partition that is on time;
     * and one of a clock that is ahead.
     */
    private static void sendWhatCameBefore(String dedupHorizon) throws Exception {
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        topics.send(Topics.ORDERS.name(), 0, order("sent-twice", "100.00", anHourAgo));
        await().atMost(LIMIT).until(() -> total("total_orders").intValueExact() == 1);
        // An id is known for up to half as long again.
        Instant forgotten =
                Instant.now().plus(Duration.parse("PT" + dedupHorizon).multipliedBy(2));
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(forgotten));
        topics.send(Topics.ORDERS.name(), 0, order("sent-twice", "100.00", anHourAgo));
        await().atMost(LIMIT).until(() -> total("total_orders").intValueExact() == 2);

        for (int partition = 0; partition < Topics.ORDERS.partitions(); partition++) {
            topics.send(Topics.ORDERS.name(), partition, order("on-time-" + partition, "10.00", Instant.now()));
        }
        orderOfTheFastClock = Instant.now().plus(MOST_AHEAD).plusSeconds(20);
        topics.send(Topics.ORDERS.name(), 0, order("ahead", "100.00", orderOfTheFastClock));
        await().atMost(LIMIT)
                .until(() -> topics.records(Topics.REJECTED_EVENTS.name()).size() == 1);
    }

    private static String order(String id, String amount, Instant time) {
        return """
                {"order_id":"%s","user_id":"u-4","total_amount":%s,"status":"pending","items_count":1,\
                "event_type":"order.created","created_at":"%s"}""".formatted(id, amount, time);
    }

    private static void assertPrints(DocumentedCommand command) throws IOException, InterruptedException {
        assertThat(run(command.line())).as("$ " + command.line()).matches(command.printed());
    }

    /** What it prints in a shell in the project's directory, both streams together. */
    private static String run(String line) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", platform.atItsPlace(line))
                .directory(RunningPlatform.PROJECT.toFile())
                .redirectErrorStream(true);
        String javaHome = System.getProperty("java.home");
        shell.environment().put("JAVA_HOME", javaHome);
        shell.environment().merge("PATH", javaHome + "/bin:", (path, ours) -> ours + path);
        shell.environment().put("KAFKA_BOOTSTRAP_SERVERS", platform.kafka());
        Path printed = Files.createTempFile("printed", null);
        Process process = shell.redirectOutput(printed.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(line)
                    .isTrue();
            return Files.readString(printed, UTF_8).strip();
        } finally {
            process.destroyForcibly();
            Files.delete(printed);
        }
    }

    /** Over all live windows, each as it is known last. */
    private static BigDecimal total(String field) throws IOException {
        Map<String, String> known = topics.latest(Topics.LIVE.name());
        known.putAll(topics.latest(Topics.RESULTS.name()));
        // Hours and days are made of the minutes, and have their name in the key.
        known.keySet().removeIf(key -> key.contains("/"));
        BigDecimal total = BigDecimal.ZERO;
        for (String result : known.values()) {
            JsonNode window = Client.JSON.readTree(result);
            total = total.add(new BigDecimal(window.path(field).asText("0")));
        }
        return total;
    }
}
