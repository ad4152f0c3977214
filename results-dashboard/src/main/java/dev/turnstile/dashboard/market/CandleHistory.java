package dev.turnstile.dashboard.market;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The candles in PostgreSQL, which the job writes there and keeps for 90 days. */
@Component
final class CandleHistory implements DisposableBean {

    private static final int MOST_CONNECTIONS = 4;
    private static final long LONGEST_WAIT_MILLIS = 3_000;
    private static final int LONGEST_QUERY_SECONDS = 5;

    /** As they are on the topic; the newest first, because it is the newest of a limited number that are wanted. */
    private static final String QUERY = """
            SELECT jsonb_strip_nulls(jsonb_build_object(
                'pipeline', 'market', 'symbol', symbol, 'interval', "interval",
                'window_start', to_char(window_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'window_end', to_char(window_end AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'open', open::text, 'high', high::text, 'low', low::text, 'close', close::text,
                'volume', volume::text, 'ticks', ticks, 'sma_5', sma_5::text, 'sma_20', sma_20::text,
                'sliding_average', sliding_average::text,
                'previous_sliding_average', previous_sliding_average::text,
                'trend', trend, 'status', status, 'revision', revision,
                'processed_at', to_char(processed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
            FROM candles
            WHERE symbol = ? AND "interval" = ? AND window_start >= ? AND window_start < ?
            ORDER BY window_start DESC
            LIMIT ?""";

    private final @Nullable HikariDataSource connections;

    CandleHistory(Settings settings) {
        connections = settings.postgresUrl().map(CandleHistory::open).orElse(null);
    }

    /** Whether there is a database at all. */
    boolean isThere() {
        return connections != null;
    }

    /** The newest candles of a time, oldest first. */
    List<Json> find(String symbol, String interval, Instant from, Instant to, int limit) throws SQLException {
        if (connections == null) {
            throw new IllegalStateException("there is no database");
        }
        List<Json> candles = new ArrayList<>();
        try (Connection connection = connections.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setQueryTimeout(LONGEST_QUERY_SECONDS);
            query.setString(1, symbol);
            query.setString(2, interval);
            query.setObject(3, from.atOffset(ZoneOffset.UTC));
            query.setObject(4, to.atOffset(ZoneOffset.UTC));
            query.setInt(5, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    candles.add(Json.written(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        Collections.reverse(candles);
        return candles;
    }

    @Override
    public void destroy() {
        if (connections != null) {
            connections.close();
        }
    }

    /** Connects when it is first asked, so that the page is there without the database. */
    private static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("market");
        config.setReadOnly(true);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
