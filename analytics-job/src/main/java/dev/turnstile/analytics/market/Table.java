package dev.turnstile.analytics.market;

/**
 * The market's tables in PostgreSQL, and how rows get into them: as JSON, with the columns by name, so that a row is what
 * is on Kafka. Whatever is older than is kept has no partition, and is passed over.
 */
public enum Table {
    /** A tick never changes: what is there already is the same. */
    PRICE_TICKS("""
            INSERT INTO price_ticks (symbol, record_id, "timestamp", price, volume, tick_id, source)
            SELECT symbol, record_id, "timestamp", price, volume, tick_id, source
            FROM jsonb_populate_recordset(NULL::price_ticks, ?::jsonb)
            WHERE "timestamp" >= now() - interval '7 days'
            ON CONFLICT DO NOTHING"""),

    /** Absolute values, and never an older revision over a newer. */
    CANDLES("""
            INSERT INTO candles
            SELECT DISTINCT ON (symbol, "interval", window_start) *
            FROM jsonb_populate_recordset(NULL::candles, ?::jsonb)
            WHERE window_start >= now() - interval '90 days'
            ORDER BY symbol, "interval", window_start, revision DESC
            ON CONFLICT (symbol, "interval", window_start) DO UPDATE SET
                window_end = EXCLUDED.window_end, open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low,
                close = EXCLUDED.close, volume = EXCLUDED.volume, ticks = EXCLUDED.ticks, sma_5 = EXCLUDED.sma_5,
                sma_20 = EXCLUDED.sma_20, sliding_average = EXCLUDED.sliding_average,
                previous_sliding_average = EXCLUDED.previous_sliding_average, trend = EXCLUDED.trend,
                status = EXCLUDED.status, revision = EXCLUDED.revision, processed_at = EXCLUDED.processed_at
            WHERE EXCLUDED.revision >= candles.revision"""),

    /** What is over does not begin again. */
    PRICE_ALERTS("""
            INSERT INTO price_alerts
            SELECT DISTINCT ON (alert_id) alert_id, key, kind, state, value, expected, score, since, window_start
            FROM jsonb_to_recordset(?::jsonb) AS alert (
                alert_id text, key text, kind text, state text, value double precision, expected double precision,
                score double precision, since timestamptz, window_start timestamptz)
            ORDER BY alert_id, state DESC
            ON CONFLICT (alert_id) DO UPDATE SET
                state = EXCLUDED.state, value = EXCLUDED.value, expected = EXCLUDED.expected, score = EXCLUDED.score
            WHERE price_alerts.state = 'firing'""");

    private final String insert;

    Table(String insert) {
        this.insert = insert;
    }

    /** Takes one parameter, a JSON array of rows. */
    String insert() {
        return insert;
    }
}
