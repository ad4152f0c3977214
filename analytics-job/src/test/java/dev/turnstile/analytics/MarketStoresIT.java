package dev.turnstile.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.analytics.market.Migrations;
import dev.turnstile.analytics.runtime.FlinkDefaults;
import dev.turnstile.analytics.runtime.JobSettings;
import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.databases.DatabaseProcess;
import dev.turnstile.events.Topics;
import dev.turnstile.kafka.process.KafkaBroker;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The market job as it is wired in production, with a real broker, PostgreSQL and Redis; only its times are short. */
@Timeout(300)
class MarketStoresIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"?([^\",}]+)");

    private static final WindowSettings SHORT_TIMES = new WindowSettings(
            WindowSettings.DEFAULTS.windows(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            // What happened an hour ago may still be corrected: no window here waits for the present.
            Duration.ofHours(3),
            Duration.ofHours(1),
            Duration.ofMillis(250));

    /** What a record says of itself; a table's name says it of a row. */
    private static final String ONLY_ON_KAFKA = "pipeline";

    @TempDir
    static Path directory;

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
    private JobTopics topics;

    private void tick(int id, String symbol, String price, Duration afterHour) throws Exception {
        topics.send("crypto-prices", id % 3, """
                {"symbol":"%s","price":"%s","volume":"0.5","tick_id":"%d","source":"test","timestamp":"%s"}""".formatted(symbol, price, id, hour.plus(afterHour)));
    }

    @Test
    void postgresql_has_what_is_on_kafka_and_redis_never_goes_back_though_the_task_manager_is_killed(
            @InjectMiniCluster MiniCluster flink) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory.resolve("kafka"));
                DatabaseProcess postgresql = DatabaseProcess.postgresql(directory.resolve("postgresql"));
                DatabaseProcess redis = DatabaseProcess.redis(directory.resolve("redis"));
                Connection database = DriverManager.getConnection(postgresql.url());
                Jedis prices = new Jedis(URI.create(redis.url()))) {
            topics = new JobTopics(broker.bootstrapServers());
            topics.createAll();
            for (int minute = 0; minute < 30; minute++) {
                String price = minute == 29 ? "12.00" : "10.0" + minute % 3;
                tick(1_000 + minute, "SOL", price, Duration.ofMinutes(minute - 40));
            }
            for (int minute = 0; minute < 6; minute++) {
                tick(10 * minute, "BTC", "100.1" + minute, Duration.ofSeconds(60 * minute + 10));
                tick(10 * minute + 1, "BTC", "100.2" + minute, Duration.ofSeconds(60 * minute + 40));
                tick(10 * minute + 2, "ETH", "50." + minute, Duration.ofSeconds(60 * minute + 20));
            }
            prices.set("price:latest:SOL", "no hash");
            JobClient job = start(broker, postgresql, redis);
            awaitSame(database, 16 + 30);
            assertThat(rows(database).values()).anyMatch(candle -> candle.contains(", sma_20=10.01, sma_5=10."));
            assertThat(prices.hgetAll("price:latest:BTC"))
                    .containsEntry("price", "100.25")
                    .containsEntry("tick_id", "51");
            await().atMost(LIMIT).until(() -> longOf(database, "SELECT count(*) FROM price_alerts") == 1);
            assertThat(topics.values("analytics-alerts"))
                    .singleElement()
                    .asString()
                    .contains("\"kind\":\"PRICE_SPIKE\"", "\"key\":\"SOL\"", "\"state\":\"firing\"");

            // A late tick, the second in its candle by event time; twice.
            tick(100, "BTC", "99.00", Duration.ofSeconds(60 + 20));
            tick(100, "BTC", "99.00", Duration.ofSeconds(60 + 20));
            await().atMost(LIMIT)
                    .until(() -> candles().get("BTC 1m " + hour.plusSeconds(60)).contains("low=99"));
            flink.terminateTaskManager(0).get();
            flink.startTaskManager();
            tick(101, "BTC", "98.00", Duration.ofSeconds(60 + 25));
            tick(102, "BTC", "97.5", Duration.ofSeconds(5 * 60 + 30));
            await().atMost(LIMIT)
                    .until(() -> candles().get("BTC 1m " + hour.plusSeconds(60)).contains("low=98"));
            awaitSame(database, 16 + 30);

            assertThat(candles().get("BTC 1m " + hour.plusSeconds(60)))
                    .as("each tick once, and the last by event time is the close")
                    .contains("ticks=4", "close=100.21", "status=corrected");
            assertThat(prices.hgetAll("price:latest:BTC"))
                    .as("what came later is older")
                    .containsEntry("price", "100.25");
            assertThat(longOf(database, "SELECT count(*) FROM price_ticks")).isEqualTo(51);

            assertThat(prices.get("price:latest:SOL"))
                    .as("the other symbols went on without it")
                    .isEqualTo("no hash");
            prices.hset("price:latest:ETH", Map.of("time_ms", "9999999999999", "price", "1"));
            tick(103, "ETH", "51", Duration.ofMinutes(6));
            await().atMost(LIMIT).until(() -> longOf(database, "SELECT count(*) FROM price_ticks") == 52);
            assertThat(prices.hget("price:latest:ETH", "price")).isEqualTo("1");

            postgresql.kill();
            redis.kill();
            tick(104, "BTC", "101.5", Duration.ofMinutes(7));
            postgresql.restart();
            redis.restart();
            try (Connection again = DriverManager.getConnection(postgresql.url());
                    Jedis pricesAgain = new Jedis(URI.create(redis.url()))) {
                awaitSame(again, 16 + 30 + 2);
                await().atMost(LIMIT).until(() -> "101.5".equals(pricesAgain.hget("price:latest:BTC", "price")));
            }
            job.cancel().get();
            await().atMost(LIMIT).until(() -> job.getJobStatus().get().isGloballyTerminalState());
            topics.close();
        }
    }

    @Test
    void the_tables_are_by_month_and_day_and_what_is_older_than_is_kept_is_dropped() throws Exception {
        try (DatabaseProcess postgresql = DatabaseProcess.postgresql(directory.resolve("other"));
                Connection database = DriverManager.getConnection(postgresql.url())) {
            Migrations.run(postgresql.url());
            Migrations.run(postgresql.url());
            execute(database, "SELECT maintain_market_partitions('2026-05-31T23:30:00Z')");
            assertThat(tables(database))
                    .contains("candles_2026_03", "candles_2026_06", "price_ticks_2026_05_24", "price_ticks_2026_06_02");
            execute(database, "SELECT maintain_market_partitions('2026-08-30T00:00:00Z')");
            assertThat(tables(database))
                    .contains("candles_2026_06", "candles_2026_09", "price_ticks_2026_08_23")
                    .doesNotContain("candles_2026_05", "price_ticks_2026_06_02", "price_ticks_2026_08_22");
        }
    }

    private JobClient start(KafkaBroker broker, DatabaseProcess postgresql, DatabaseProcess redis) throws Exception {
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", broker.bootstrapServers());
        JobSettings settings = new JobSettings(
                kafka,
                directory.resolve("checkpoints").toUri().toString(),
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                2,
                "hashmap",
                SHORT_TIMES,
                new Environment(Map.of("POSTGRES_URL", postgresql.url(), "REDIS_URL", redis.url())));
        List<PipelineCatalog.Entry> market =
                List.of(PipelineCatalog.named("market").orElseThrow());
        return AnalyticsJob.graph(market, settings, FlinkDefaults.unbounded(settings, "market"))
                .executeAsync("market");
    }

    /** By symbol, interval and window, the candle that stands: of each the highest revision. */
    private Map<String, String> candles() {
        Map<String, String> latest = new TreeMap<>();
        for (String json : topics.values(Topics.CRYPTO_CANDLES.name())) {
            Map<String, String> fields = new TreeMap<>();
            for (Matcher field = FIELD.matcher(json); field.find(); ) {
                fields.put(field.group(1), field.group(2));
            }
            fields.remove(ONLY_ON_KAFKA);
            latest.put(key(fields), line(fields));
        }
        return latest;
    }

    private static Map<String, String> rows(Connection database) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM candles")) {
            while (row.next()) {
                Map<String, String> fields = new TreeMap<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    if (row.getObject(column) != null) {
                        boolean isTime = row.getMetaData().getColumnType(column) == Types.TIMESTAMP;
                        fields.put(
                                row.getMetaData().getColumnName(column),
                                isTime ? row.getTimestamp(column).toInstant().toString() : row.getString(column));
                    }
                }
                rows.put(key(fields), line(fields));
            }
        }
        return rows;
    }

    private static String key(Map<String, String> fields) {
        return fields.get("symbol") + " " + fields.get("interval") + " " + fields.get("window_start");
    }

    /** All that there is, whatever it is called. */
    private static String line(Map<String, String> fields) {
        Map<String, String> plain = new TreeMap<>(fields);
        plain.replaceAll((name, value) -> value.matches("\\d+[.]\\d+")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value);
        return plain.toString();
    }

    private void awaitSame(Connection database, int count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(rows(database))
                        .hasSizeGreaterThanOrEqualTo(count)
                        .isEqualTo(candles()));
    }

    private static List<String> tables(Connection database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static long longOf(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
