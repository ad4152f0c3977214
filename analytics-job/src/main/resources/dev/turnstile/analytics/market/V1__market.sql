-- The market's tables. Ticks are kept for 7 days and candles for 90, by partitions that are dropped whole; where the
-- TimescaleDB extension is installed in the database, by hypertables and its retention policies instead.

CREATE TABLE candles (
    symbol                   text        NOT NULL,
    "interval"               text        NOT NULL CHECK ("interval" IN ('1m', '5m')),
    window_start             timestamptz NOT NULL,
    window_end               timestamptz NOT NULL,
    open                     numeric     NOT NULL,
    high                     numeric     NOT NULL,
    low                      numeric     NOT NULL,
    close                    numeric     NOT NULL,
    volume                   numeric     NOT NULL,
    ticks                    bigint      NOT NULL,
    sma_5                    numeric,
    sma_20                   numeric,
    sliding_average          numeric,
    previous_sliding_average numeric,
    trend                    text        NOT NULL,
    status                   text        NOT NULL,
    revision                 integer     NOT NULL,
    processed_at             timestamptz NOT NULL,
    PRIMARY KEY (symbol, "interval", window_start)
) PARTITION BY RANGE (window_start);

CREATE TABLE price_ticks (
    symbol      text        NOT NULL,
    record_id   text        NOT NULL,
    "timestamp" timestamptz NOT NULL,
    price       numeric     NOT NULL,
    volume      numeric     NOT NULL,
    tick_id     text,
    source      text,
    PRIMARY KEY (symbol, "timestamp", record_id)
) PARTITION BY RANGE ("timestamp");

CREATE TABLE price_alerts (
    alert_id     text             PRIMARY KEY,
    symbol       text             NOT NULL,
    kind         text             NOT NULL,
    state        text             NOT NULL CHECK (state IN ('firing', 'resolved')),
    value        double precision,
    expected     double precision,
    score        double precision,
    since        timestamptz      NOT NULL,
    window_start timestamptz      NOT NULL
);

CREATE INDEX price_alerts_by_time ON price_alerts (since);

-- Makes the partitions that are needed until the day after tomorrow, or the month after this one, and drops those that
-- are wholly older than is kept. To be called now and then by whoever writes; does nothing to hypertables.
CREATE FUNCTION maintain_market_partitions(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    today  date := (at AT TIME ZONE 'UTC')::date;
    part   record;
BEGIN
    -- Two tasks that start together would both find a partition missing.
    PERFORM pg_advisory_xact_lock(hashtext('maintain_market_partitions'));
    FOR part IN
        SELECT 'candles' AS parent,
               'candles_' || to_char(start, 'YYYY_MM') AS name,
               start::date AS first,
               (start + interval '1 month')::date AS last
        FROM generate_series(date_trunc('month', today - 90), date_trunc('month', today) + interval '1 month',
                             interval '1 month') AS start
        UNION ALL
        SELECT 'price_ticks', 'price_ticks_' || to_char(start, 'YYYY_MM_DD'), start::date, (start + interval '1 day')::date
        FROM generate_series(today - 7::integer, today + 2, interval '1 day') AS start
    LOOP
        IF EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = part.parent::regclass)
            AND to_regclass(part.name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                part.name, part.parent, part.first || ' 00:00:00Z', part.last || ' 00:00:00Z');
        END IF;
    END LOOP;
    FOR part IN
        SELECT child.relname AS name
        FROM pg_inherits
        JOIN pg_class child ON child.oid = inhrelid
        -- Not of hypertables, whose chunks inherit from them as well.
        WHERE inhparent IN (SELECT partrelid FROM pg_partitioned_table)
          AND ((inhparent = 'candles'::regclass AND child.relname < 'candles_' || to_char(today - 90, 'YYYY_MM'))
            OR (inhparent = 'price_ticks'::regclass
                AND child.relname < 'price_ticks_' || to_char(today - 7, 'YYYY_MM_DD')))
    LOOP
        EXECUTE format('DROP TABLE %I', part.name);
    END LOOP;
END
$$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
        -- A hypertable cannot be partitioned already: the tables are made anew, alike but for that.
        CREATE TABLE plain (LIKE candles INCLUDING ALL);
        DROP TABLE candles;
        ALTER TABLE plain RENAME TO candles;
        CREATE TABLE plain (LIKE price_ticks INCLUDING ALL);
        DROP TABLE price_ticks;
        ALTER TABLE plain RENAME TO price_ticks;
        PERFORM create_hypertable('candles', 'window_start', chunk_time_interval => interval '1 month');
        PERFORM create_hypertable('price_ticks', 'timestamp', chunk_time_interval => interval '1 day');
        PERFORM add_retention_policy('candles', interval '90 days');
        PERFORM add_retention_policy('price_ticks', interval '7 days');
    ELSE
        PERFORM maintain_market_partitions(now());
    END IF;
END
$$;
