package dev.turnstile.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.turnstile.dashboard.browser.Chromium;
import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Money;
import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.BookingsResult;
import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.LedgerEntry;
import dev.turnstile.events.results.OrdersResult;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.util.FileSystemUtils;

/**
 * The page in a browser, with the dashboard and a broker behind it and half an hour of results in them. Started once for
 * all test classes. Where there is no Chromium, their tests are skipped and say so.
 */
final class LivePage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    /** What is sent to the page and must not become part of it. */
    static final String MARKUP = "<img src=x onerror=\"document.title = 'broken into'\">";

    private static final String[] PIPELINES = {"bookings", "orders", "transactions", "market", "video", "lake"};

    private Started started;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
        started = context.getRoot()
                .getStore(Namespace.create(LivePage.class))
                .computeIfAbsent(Started.class, key -> Started.start(), Started.class);
    }

    /** Opens the first view as someone who has never been here. */
    @Override
    public void beforeEach(ExtensionContext context) {
        browser().size(1360, 860);
        browser().systemTheme("light");
        Stream.of(PIPELINES).forEach(pipeline -> flink().jobIs(pipeline, "RUNNING"));
        page().open("");
        browser().read("localStorage.clear()");
        page().open("");
        browser().forgetComplaints();
    }

    /** Scripts that failed and policies that were violated fail the test. */
    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(browser().complaints()).isEmpty();
    }

    Chromium browser() {
        return started.browser;
    }

    ResultsPage page() {
        return new ResultsPage(browser(), started.dashboard.address("/"));
    }

    RunningDashboard dashboard() {
        return started.dashboard;
    }

    ResultTopics topics() {
        return started.topics;
    }

    KafkaBroker broker() {
        return started.broker;
    }

    /** The address that the page's forms post to. */
    StandInService service() {
        return started.service;
    }

    /** What the dashboard asks how the pipelines are; before each test all of them run. */
    StandInFlink flink() {
        return started.flink;
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }

    /** The start of the minute that was so long ago; 0 is the present one. */
    static Instant minutesAgo(int minutes) {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(minutes, ChronoUnit.MINUTES);
    }

    static OrdersResult orders(Instant minute, Status status, int orders, long cents) {
        Settlement settlement = new Settlement(minute, minute.plusSeconds(60), status, 0, minute.plusSeconds(90));
        return new OrdersResult(settlement, orders, orders, Money.ofCents(cents));
    }

    static BookingsResult bookings(String show, Instant minute, Status status, int revision, int tickets) {
        return ResultTopics.bookings(show, minute, status, revision, tickets);
    }

    private record Started(
            KafkaBroker broker,
            ResultTopics topics,
            StandInService service,
            StandInFlink flink,
            RunningDashboard dashboard,
            Chromium browser)
            implements AutoCloseable {

        static Started start() {
            try {
                var directory = Files.createTempDirectory("live-page");
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
                KafkaBroker broker = KafkaBroker.start(directory);
                ResultTopics topics = ResultTopics.create(broker);
                fill(topics);
                StandInService service = StandInService.start();
                StandInFlink flink = StandInFlink.start(PIPELINES);
                RunningDashboard dashboard = RunningDashboard.start(
                        broker,
                        "PIPELINES",
                        String.join(",", PIPELINES),
                        "FLINK_REST_URL",
                        flink.address(),
                        "BOOKING_SERVICE_URL",
                        service.address(),
                        "ORDER_SERVICE_URL",
                        service.address());
                return new Started(broker, topics, service, flink, dashboard, Chromium.start());
            } catch (Exception e) {
                throw new IllegalStateException("The page under test could not be started", e);
            }
        }

        private static void fill(ResultTopics topics) {
            topics.define("bookings", "orders");
            for (int ago = 30; ago > 2; ago--) {
                Instant minute = minutesAgo(ago);
                topics.publish(orders(minute, Status.FINAL, 3 + ago % 5, 75_000 + 999L * ago));
                topics.publish(bookings("concert-42", minute, Status.FINAL, 0, 17));
                topics.publish(bookings("hamlet", minute, Status.FINAL, 0, 5));
                String close = String.format(Locale.ROOT, "%.2f", 45_000 + 30 * Math.sin(ago / 3.0));
                Candles.publish(
                        topics, Candles.candle("BTC", CandleInterval.ONE_MINUTE, minute, close, Status.FINAL, 0));
                LedgerEntry entry = new LedgerEntry("orders", minute, 9, 5, 1, 1, 1, 1, minute.plusSeconds(61));
                topics.send(Topics.LEDGER, entry.key(), entry.toJson());
            }
            ProducerRecord<byte[], byte[]> rejected =
                    new ProducerRecord<>(Topics.REJECTED_EVENTS.name(), MARKUP.getBytes(UTF_8));
            rejected.headers()
                    .add(SetAsideHeaders.PIPELINE, "orders".getBytes(UTF_8))
                    .add(SetAsideHeaders.SOURCE_TOPIC, Topics.ORDERS.name().getBytes(UTF_8))
                    .add(SetAsideHeaders.SOURCE_PARTITION, "0".getBytes(UTF_8))
                    .add(SetAsideHeaders.SOURCE_OFFSET, "7".getBytes(UTF_8))
                    .add(SetAsideHeaders.REASON, "MALFORMED_JSON".getBytes(UTF_8))
                    .add(SetAsideHeaders.DETAIL, "not JSON".getBytes(UTF_8));
            topics.send(rejected);
            topics.flush();
        }

        @Override
        public void close() {
            browser.close();
            dashboard.close();
            flink.close();
            service.close();
            topics.close();
            broker.close();
        }
    }
}
