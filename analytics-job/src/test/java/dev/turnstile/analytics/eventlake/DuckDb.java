package dev.turnstile.analytics.eventlake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A reader that shares nothing with the writer. */
public final class DuckDb implements AutoCloseable {

    /** It makes nothing of a query, or of the files that it is over. */
    static final class Unreadable extends IllegalStateException {
        Unreadable(String query, SQLException cause) {
            super(query, cause);
        }
    }

    private final Connection connection;

    public DuckDb() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start DuckDB", e);
        }
    }

    /** The rows of one query. */
    public static List<String> once(String query) {
        try (DuckDb duck = new DuckDb()) {
            return duck.rows(query);
        }
    }

    /** The rows, each as its columns' texts with {@code |} between them. */
    public List<String> rows(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new Unreadable(query, e);
        }
    }

    public String value(String query) {
        return rows(query).get(0);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stop DuckDB", e);
        }
    }
}
