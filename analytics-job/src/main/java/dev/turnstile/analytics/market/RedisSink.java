package dev.turnstile.analytics.market;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.events.market.PriceTick;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps each symbol's latest price in Redis: the hash {@code price:latest:<symbol>}, and a message on {@code
 * price:updates:<symbol>} for everyone who listens. Redis itself compares, in one step, so that whatever is replayed
 * never goes over something newer.
 *
 * <p>While Redis is away, the newest price of each symbol is kept for it, and the job goes on; that it is away is seen by the
 * writer's {@code numRecordsSendErrors}, which counts each attempt.
 */
final class RedisSink implements Sink<Tick> {

    static final String HASH = "price:latest:";
    static final String CHANNEL = "price:updates:";

    /** Redis' own word, within what its scripts say of an error. */
    private static final String ANOTHER_TYPE = "WRONGTYPE";

    private static final Logger LOG = LoggerFactory.getLogger(RedisSink.class);
    private static final String SETTING = "REDIS_URL";
    private static final String EXAMPLE = "redis://:secret@127.0.0.1:6380/0";
    private static final long PAUSE_AFTER_FAILURE = 1_000;

    /** The rank is compared as hexadecimal digits, because Redis compares text by its locale. */
    private static final String UNLESS_NEWER = """
            local known = redis.call('HMGET', KEYS[1], 'time_ms', 'rank')
            if known[1] then
              local newer = tonumber(ARGV[1]) - tonumber(known[1])
              if newer < 0 or (newer == 0 and ARGV[2] <= known[2]) then
                return 0
              end
              redis.call('DEL', KEYS[1])
            end
            redis.call('HSET', KEYS[1], 'time_ms', ARGV[1], 'rank', ARGV[2], unpack(ARGV, 5))
            redis.call('PUBLISH', ARGV[3], ARGV[4])
            return 1
            """;

    private final String url;

    RedisSink(String url) {
        this.url = url;
    }

    /**
     * Where the settings say it is.
     *
     * @throws SettingException if they do not
     */
    static String url(Environment settings) {
        String url = settings.required(SETTING, EXAMPLE);
        if (!url.matches("rediss?://[^\\s/]+(/\\d*)?")) {
            throw new SettingException(SETTING, "is no address of a Redis server", EXAMPLE);
        }
        return url;
    }

    @Override
    public SinkWriter<Tick> createWriter(WriterInitContext context) {
        return new Writer(
                URI.create(url),
                context.getProcessingTimeService()::getCurrentProcessingTime,
                context.metricGroup().getNumRecordsSendErrorsCounter());
    }

    static final class Writer implements SinkWriter<Tick> {

        private final URI address;
        private final LongSupplier clock;
        private final Counter failures;
        private final Map<String, Tick> unsent = new LinkedHashMap<>();
        private @Nullable Jedis connection;
        private long pauseUntil;
        private boolean isAway;

        Writer(URI address, LongSupplier clock, Counter failures) {
            this.address = address;
            this.clock = clock;
            this.failures = failures;
        }

        @Override
        public void write(Tick tick, Context ignored) {
            unsent.merge(tick.symbol(), tick, (one, other) -> other.isAfter(one) ? other : one);
            if (clock.getAsLong() >= pauseUntil) {
                send();
            }
        }

        @Override
        public void flush(boolean isEndOfInput) {
            send();
        }

        @Override
        public void close() {
            Jedis open = connection;
            connection = null;
            if (open != null) {
                open.close();
            }
        }

        private void send() {
            try {
                for (Iterator<Tick> ticks = unsent.values().iterator(); ticks.hasNext(); ticks.remove()) {
                    sendUnlessRefused(ticks.next());
                }
                if (isAway) {
                    isAway = false;
                    LOG.info("Redis is back");
                }
            } catch (JedisException e) {
                failures.inc();
                if (!isAway) {
                    isAway = true;
                    LOG.warn("Redis cannot be reached; the newest price of each symbol is kept for it", e);
                }
                pauseUntil = clock.getAsLong() + PAUSE_AFTER_FAILURE;
                close();
            }
        }

        /** Where another program keeps something else under the symbol's key, the other symbols go on. */
        private void sendUnlessRefused(Tick tick) {
            try {
                send(tick);
            } catch (JedisDataException e) {
                if (!String.valueOf(e.getMessage()).contains(ANOTHER_TYPE)) {
                    throw e;
                }
                LOG.warn(
                        "Redis has no hash at {}{}; the price of {} is not kept there",
                        HASH,
                        tick.symbol(),
                        tick.symbol());
            }
        }

        private void send(Tick tick) {
            Jedis open = connection;
            if (open == null) {
                open = new Jedis(address);
                connection = open;
            }
            open.eval(UNLESS_NEWER, List.of(HASH + tick.symbol()), arguments(tick));
        }

        private static List<String> arguments(Tick tick) {
            Instant time = Instant.ofEpochMilli(tick.time());
            PriceTick message =
                    new PriceTick(tick.symbol(), tick.price(), tick.volume(), tick.tickId(), tick.source(), time);
            String rank = HexFormat.of().formatHex(tick.rank().getBytes(StandardCharsets.UTF_8));
            return List.of(
                    Long.toString(tick.time()),
                    rank,
                    CHANNEL + tick.symbol(),
                    new String(message.toJson(), StandardCharsets.UTF_8),
                    "symbol",
                    tick.symbol(),
                    "price",
                    tick.price().toPlainString(),
                    "volume",
                    tick.volume().toPlainString(),
                    "tick_id",
                    tick.tickId() == null ? "" : tick.tickId(),
                    "source",
                    tick.source() == null ? "" : tick.source(),
                    "timestamp",
                    time.toString());
        }
    }
}
