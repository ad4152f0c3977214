package dev.turnstile.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands of docs/operations.md, as they are printed there, one after the other on a platform that runs. */
class OperationsIT {

    private static final Path DOCUMENT = RunningPlatform.PROJECT.resolve("docs/operations.md");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern STARTED_FROM = Pattern.compile("orders is started from its savepoint (.*)");
    /** An event that is further ahead than this is rejected. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private static RunningPlatform platform;
    private static TopicClient topics;

    @BeforeAll
    static void start() throws IOException {
        platform = RunningPlatform.fresh(Path.of("target", "operations-it").toAbsolutePath(), "orders");
        topics = new TopicClient(platform.kafka());
    }

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
    void each_prints_what_is_said_and_what_came_while_the_pipeline_was_stopped_is_counted_once() throws Exception {
        Instant ahead = Instant.now().plus(MOST_AHEAD).plusSeconds(20);
        topics.send(Topics.ORDERS.name(), 0, """
                {"order_id":"ahead","user_id":"u-4","total_amount":100.00,"status":"pending","items_count":1,\
                "event_type":"order.created","created_at":"%s"}""".formatted(ahead));
        await().atMost(LIMIT)
                .until(() -> topics.records(Topics.REJECTED_EVENTS.name()).size() == 1);

        List<DocumentedCommand> commands = DocumentedCommand.in(DOCUMENT);
        assertThat(commands).hasSizeGreaterThan(10);
        for (DocumentedCommand command : commands) {
            if (command.line().contains("resend-rejected")) {
                await().atMost(LIMIT).until(() -> Instant.now().plus(MOST_AHEAD).isAfter(ahead));
            }
            if (command.isQuestion()) {
                await().atMost(LIMIT).untilAsserted(() -> assertPrints(command));
            } else {
                assertPrints(command);
            }
        }

        // To restore and to rescale were each from the savepoint of the stop before it.
        assertThat(STARTED_FROM.matcher(platform.said()).results().map(start -> start.group(1)))
                .hasSize(3)
                .satisfies(starts -> assertThat(starts.get(0)).isNotEqualTo(starts.get(1)));
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(total("total_orders")).isEqualByComparingTo("4");
            assertThat(total("total_revenue")).isEqualByComparingTo("250.00");
        });
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

    /** Over all windows, each as it is known last. */
    private static BigDecimal total(String field) throws IOException {
        Map<String, String> known = topics.latest(Topics.LIVE.name());
        known.putAll(topics.latest(Topics.RESULTS.name()));
        BigDecimal total = BigDecimal.ZERO;
        for (String result : known.values()) {
            JsonNode window = Client.JSON.readTree(result);
            total = total.add(new BigDecimal(window.path(field).asText("0")));
        }
        return total;
    }
}
