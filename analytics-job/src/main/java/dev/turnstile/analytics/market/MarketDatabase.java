package dev.turnstile.analytics.market;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The market's PostgreSQL database, by one connection that is opened anew when it was lost. */
final class MarketDatabase implements AutoCloseable {

    private static final String SETTING = "POSTGRES_URL";
    private static final String EXAMPLE = "jdbc:postgresql://127.0.0.1:5433/turnstile?user=turnstile&password=secret";
    private static final String MIGRATIONS = "classpath:dev/turnstile/analytics/market";

    private final String url;
    private @Nullable Connection connection;

    MarketDatabase(String url) {
        this.url = url;
    }

    /** What is to be done with a connection. */
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    /**
     * Where the settings say it is.
     *
     * @throws SettingException if they do not
     */
    static String url(Environment settings) {
        String url = settings.required(SETTING, EXAMPLE);
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new SettingException(SETTING, "does not begin with jdbc:postgresql:", EXAMPLE);
        }
        return url;
    }

    /**
     * Brings the tables up to date. Flyway holds a lock meanwhile, so of several jobs that start together one does it.
     *
     * @throws SettingException if the database cannot be reached or is not as it was left
     */
    static void migrate(String url) {
        try {
            Flyway.configure(MarketDatabase.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations(MIGRATIONS)
                    .connectRetries(5)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SettingException(
                    SETTING, "is of a database that cannot be used (" + e.getMessage() + ")", EXAMPLE);
        }
    }

    /** Makes partitions for what may come, and drops those of what is no longer kept. */
    void maintain() throws IOException {
        perform(open -> {
            try (PreparedStatement statement = open.prepareStatement("SELECT maintain_market_partitions(now())")) {
                statement.execute();
            }
        });
    }

    /** @param json an array of rows; written in one transaction, and to no other effect when written again */
    void write(Table table, byte[] json) throws IOException {
        perform(open -> {
            try (PreparedStatement statement = open.prepareStatement(table.insert())) {
                statement.setString(1, new String(json, StandardCharsets.UTF_8));
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                // It is given up in any case.
            }
        }
    }

    private void perform(Work work) throws IOException {
        try {
            attempt(work);
        } catch (SQLException lost) {
            // The server may have been restarted since the last time, or another task has made the same partition.
            close();
            try {
                attempt(work);
            } catch (SQLException e) {
                e.addSuppressed(lost);
                throw new IOException("cannot write to PostgreSQL", e);
            }
        }
    }

    private void attempt(Work work) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = DriverManager.getConnection(url);
            connection = open;
        }
        work.with(open);
    }
}
