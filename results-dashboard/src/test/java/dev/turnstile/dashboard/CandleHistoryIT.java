package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.Candles.candle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.databases.DatabaseProcess;
import dev.turnstile.events.results.CandleInterval;
import dev.turnstile.events.results.CandleResult;
import dev.turnstile.events.results.Status;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candles of long ago, with a real PostgreSQL. */
class CandleHistoryIT {

    /** The tables as the job makes them. */
    private static final Path MIGRATION =
            Path.of("../analytics-job/src/main/resources/dev/turnstile/analytics/market/V1__market.sql");

    private static Instant longAgo;
    private static KafkaBroker broker;
    private static DatabaseProcess postgresql;
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        longAgo = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(40, ChronoUnit.DAYS);
        postgresql = DatabaseProcess.postgresql(directory.resolve("postgresql"));
        try (Connection connection = DriverManager.getConnection(postgresql.url());
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(MIGRATION));
            for (int minute = 0; minute < 10; minute++) {
                insert(statement, longAgo.plus(minute, ChronoUnit.MINUTES), "45000." + minute + "0");
            }
        }
        broker = KafkaBroker.start(directory.resolve("kafka"));
        ResultTopics.create(broker).close();
        dashboard = RunningDashboard.start(broker, "POSTGRES_URL", postgresql.url());
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        broker.close();
        postgresql.close();
    }

    private static void insert(Statement statement, Instant start, String close) throws SQLException {
        String json = new String(of(start, close).toJson(), StandardCharsets.UTF_8);
        statement.execute(
                "INSERT INTO candles SELECT * FROM jsonb_populate_record(NULL::candles, '" + json + "'::jsonb)");
    }

    private static CandleResult of(Instant start, String close) {
        return candle("BTC", CandleInterval.ONE_MINUTE, start, close, Status.FINAL, 0);
    }

    @Test
    void they_are_told_as_they_were_published_the_newest_of_a_time_oldest_first() throws Exception {
        String answer = dashboard
                .get("/api/market/candles?symbol=BTC&limit=2&to=" + longAgo.plus(5, ChronoUnit.MINUTES))
                .body();

        assertThat(answer).startsWith("{\"results\":[{").containsSubsequence("45000.30", "45000.40");
        assertThat(answer)
                .doesNotContain("45000.20", "45000.50")
                .contains(
                        "\"pipeline\": \"market\"", "\"window_start\": \"" + longAgo.plus(4, ChronoUnit.MINUTES) + "\"")
                .contains("\"volume\": \"1.250\"", "\"ticks\": 42", "\"trend\": \"up\"", "\"status\": \"final\"");
    }

    @Test
    void another_symbol_or_interval_has_its_own() throws Exception {
        assertThat(dashboard.get("/api/market/candles?symbol=ETH").body()).isEqualTo("{\"results\":[]}");
        assertThat(dashboard.get("/api/market/candles?symbol=BTC&interval=5m").body())
                .isEqualTo("{\"results\":[]}");
    }

    @Test
    void every_wrong_parameter_is_named() throws Exception {
        var answer = dashboard.get("/api/market/candles?interval=2m&from=then&limit=0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"symbol\"", "\"interval\"", "\"from\"", "\"limit\"");
    }

    @Test
    void without_a_database_there_are_none_and_one_that_is_away_is_said_to_be() throws Exception {
        try (RunningDashboard without = RunningDashboard.start(broker);
                RunningDashboard away = RunningDashboard.start(
                        broker, "POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/turnstile?user=nobody")) {
            assertThat(without.get("/api/market/candles?symbol=BTC").statusCode())
                    .isEqualTo(404);
            var answer = away.get("/api/market/candles?symbol=BTC");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
