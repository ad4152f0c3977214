package dev.turnstile.databases;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DatabaseProcessIT {

    @TempDir
    private Path directory;

    @Test
    void postgresql_keeps_what_was_committed_when_it_is_killed_and_when_it_is_stopped() throws Exception {
        try (var postgresql = DatabaseProcess.postgresql(directory)) {
            execute(postgresql, "CREATE TABLE candle (symbol text PRIMARY KEY, close numeric)");
            execute(postgresql, "INSERT INTO candle VALUES ('BTC', 45000.12)");

            postgresql.kill();
            postgresql.restart();
            assertThat(closes(postgresql)).containsExactly("45000.12");
            execute(postgresql, "UPDATE candle SET close = 45000.13");
            try (var client = DriverManager.getConnection(postgresql.url())) {
                postgresql.stop();
                assertThat(client.isValid(1))
                        .as("it does not wait for its clients")
                        .isFalse();
            }
            postgresql.restart();

            assertThat(closes(postgresql)).containsExactly("45000.13");
        }
    }

    @Test
    void redis_keeps_what_was_written_when_it_is_killed_and_when_it_is_stopped() throws Exception {
        try (var redis = DatabaseProcess.redis(directory)) {
            assertThat(answers(redis, "SET price 45000.12")).containsExactly("+OK");

            redis.kill();
            redis.restart();
            assertThat(answers(redis, "GET price", "SET price 45000.13")).containsExactly("$8", "45000.12", "+OK");
            redis.stop();
            redis.restart();

            assertThat(answers(redis, "GET price")).containsExactly("$8", "45000.13");
        }
    }

    @Test
    void nobody_gets_in_without_the_password_that_its_owner_alone_can_read() throws Exception {
        try (var postgresql = DatabaseProcess.postgresql(directory)) {
            var guess = postgresql.url().replaceFirst("password=.*", "password=guess");

            assertThatThrownBy(() -> DriverManager.getConnection(guess))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    private static void execute(DatabaseProcess postgresql, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgresql.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> closes(DatabaseProcess postgresql) throws SQLException {
        var closes = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(postgresql.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT close FROM candle")) {
            while (rows.next()) {
                closes.add(rows.getString(1));
            }
        }
        return closes;
    }

    /** What comes after the answer to the password, until the answer to a last PING. */
    private static List<String> answers(DatabaseProcess redis, String... commands) throws IOException {
        var url = URI.create(redis.url());
        var password = url.getUserInfo().substring(1);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var lines = "AUTH " + password + "\r\n" + String.join("\r\n", commands) + "\r\nPING\r\n";
            socket.getOutputStream().write(lines.getBytes(US_ASCII));
            var answers = new ArrayList<String>();
            try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
                for (var line = in.readLine(); line != null && !line.equals("+PONG"); line = in.readLine()) {
                    answers.add(line);
                }
            }
            return answers.subList(1, answers.size());
        }
    }
}
