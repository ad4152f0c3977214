package dev.turnstile.events.results;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.turnstile.events.Money;
import dev.turnstile.events.Topics;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** What the records of the output topics write: topic, name of the golden fixture, JSON. */
public final class GoldenResults {

    private static final String RESULTS = Topics.RESULTS.name();
    private static final String LIVE = Topics.LIVE.name();
    private static final String CANDLES = Topics.CRYPTO_CANDLES.name();
    private static final String CATEGORIES = Topics.CATEGORY_AGGREGATIONS.name();
    private static final String ALERTS = Topics.ALERTS.name();
    private static final Instant PROCESSED = Instant.parse("2025-11-24T10:51:31.250Z");
    private static final Instant PAID = Instant.parse("2024-01-15T10:30:00Z");
    private static final Instant MINUTE = Instant.parse("2025-11-24T10:50:00Z");

    private static final Instant HOUR = Instant.parse("2025-11-24T10:00:00Z");

    public static final List<Arguments> ALL = List.of(
            arguments(
                    RESULTS,
                    "accepted-orders-final.json",
                    orders(Status.FINAL, 0).toJson()),
            arguments(
                    RESULTS,
                    "accepted-orders-corrected.json",
                    orders(Status.CORRECTED, 1).toJson()),
            arguments(
                    RESULTS,
                    "accepted-bookings-final.json",
                    bookings(Status.FINAL, 0).toJson()),
            arguments(
                    RESULTS,
                    "accepted-bookings-corrected.json",
                    bookings(Status.CORRECTED, 2).toJson()),
            arguments(
                    RESULTS,
                    "accepted-lake-final.json",
                    lakeHour(Status.FINAL, 0).toJson()),
            arguments(LIVE, "accepted-lake.json", openLakeHour().toJson()),
            arguments(
                    LIVE, "accepted-orders.json", orders(Status.PROVISIONAL, 0).toJson()),
            arguments(
                    LIVE,
                    "accepted-bookings.json",
                    bookings(Status.PROVISIONAL, 0).toJson()),
            arguments(
                    RESULTS, "accepted-video-final.json", video(Status.FINAL, 0).toJson()),
            arguments(
                    RESULTS,
                    "accepted-video-corrected.json",
                    video(Status.CORRECTED, 1).toJson()),
            arguments(LIVE, "accepted-video.json", video(Status.PROVISIONAL, 0).toJson()),
            arguments(Topics.PROCESSED_VIDEO_FRAMES.name(), "accepted-landscape.json", GoldenFrames.PROCESSED.toJson()),
            arguments(Topics.VIDEO_SOURCE_AGGREGATIONS.name(), "accepted-totals.json", GoldenFrames.TOTALS.toJson()),
            arguments(
                    ALERTS,
                    "accepted-firing.json",
                    alert(Alert.State.FIRING, 1, false).toJson()),
            arguments(
                    ALERTS,
                    "accepted-resolved.json",
                    alert(Alert.State.RESOLVED, 1, false).toJson()),
            arguments(
                    ALERTS,
                    "accepted-about-a-window.json",
                    alert(Alert.State.FIRING, 1, true).toJson()),
            arguments(
                    ALERTS,
                    "accepted-without-a-finite-score.json",
                    alert(Alert.State.FIRING, Double.POSITIVE_INFINITY, false).toJson()),
            arguments(CANDLES, "accepted-final.json", candle(Status.FINAL, 0).toJson()),
            arguments(
                    CANDLES,
                    "accepted-corrected.json",
                    candle(Status.CORRECTED, 2).toJson()),
            arguments(
                    CANDLES,
                    "accepted-five-minutes-of-one-tick.json",
                    candleOfOneTick().toJson()),
            arguments(
                    LIVE, "accepted-candle.json", candle(Status.PROVISIONAL, 0).toJson()),
            arguments(
                    Topics.PROCESSED_TRANSACTIONS.name(),
                    "accepted-complete.json",
                    processed().toJson()),
            arguments(
                    Topics.PROCESSED_TRANSACTIONS.name(),
                    "accepted-without-what-is-optional.json",
                    processedWithLittle().toJson()),
            arguments(
                    Topics.HIGH_VALUE_TRANSACTIONS.name(),
                    "accepted-complete.json",
                    processed().toJson()),
            arguments(
                    Topics.USER_AGGREGATIONS.name(),
                    "accepted-totals.json",
                    userTotals().toJson()),
            arguments(
                    CATEGORIES, "accepted-final.json", category(Status.FINAL, 0).toJson()),
            arguments(
                    CATEGORIES,
                    "accepted-corrected.json",
                    category(Status.CORRECTED, 1).toJson()),
            arguments(
                    LIVE,
                    "accepted-category.json",
                    category(Status.PROVISIONAL, 0).toJson()),
            arguments(
                    Topics.LEDGER.name(),
                    "accepted-entry.json",
                    ledgerEntry(0, 0).toJson()),
            arguments(
                    Topics.LEDGER.name(),
                    "accepted-conflicting.json",
                    ledgerEntry(1, 0).toJson()),
            arguments(
                    Topics.LEDGER.name(),
                    "accepted-unfounded.json",
                    ledgerEntry(0, 1).toJson()));

    private GoldenResults() {}

    static OrdersResult orders(Status status, int revision) {
        return new OrdersResult(
                settlement(MINUTE, status, revision, Instant.parse("2025-11-24T10:51:31.250Z")),
                3,
                4,
                Money.ofCents(750_00));
    }

    static CandleResult candle(Status status, int revision) {
        return new CandleResult(
                settlement(MINUTE, status, revision, PROCESSED),
                "BTC",
                CandleInterval.ONE_MINUTE,
                new BigDecimal("45000.12"),
                new BigDecimal("45010.00"),
                new BigDecimal("44990.5"),
                new BigDecimal("45005.00"),
                new BigDecimal("1.531"),
                42,
                new CandleResult.Averages(
                        new BigDecimal("45001.024"),
                        new BigDecimal("44998.1055"),
                        new BigDecimal("45003.123456789012"),
                        new BigDecimal("45002.5"),
                        Trend.UP));
    }

    static CandleResult candleOfOneTick() {
        BigDecimal price = new BigDecimal("45000.12");
        return new CandleResult(
                new Settlement(MINUTE, MINUTE.plus(Duration.ofMinutes(5)), Status.FINAL, 0, PROCESSED),
                "BTC",
                CandleInterval.FIVE_MINUTES,
                price,
                price,
                price,
                price,
                BigDecimal.ZERO,
                1,
                new CandleResult.Averages(null, null, null, null, Trend.FLAT));
    }

    static BookingsResult bookings(Status status, int revision) {
        Instant minute = Instant.parse("2026-11-20T10:30:00Z");
        return new BookingsResult(
                settlement(minute, status, revision, Instant.parse("2026-11-20T10:31:30.500Z")),
                "concert-42",
                17,
                6,
                6);
    }

    static VideoResult video(Status status, int revision) {
        Instant start = Instant.parse("2024-01-13T05:24:30Z");
        Settlement settlement = new Settlement(
                start, start.plusSeconds(30), status, revision, Instant.parse("2024-01-13T05:25:30.250Z"));
        return new VideoResult(settlement, "HD_Ready", 3, 100_001, 2);
    }

    static CategoryResult category(Status status, int revision) {
        Instant start = MINUTE.plusSeconds(30);
        return new CategoryResult(
                new Settlement(start, start.plusSeconds(30), status, revision, PROCESSED),
                "electronics",
                Money.ofCents(1430_49),
                2);
    }

    private static UserTotals userTotals() {
        return new UserTotals("user_123", Money.ofCents(1430_49), 2, PAID);
    }

    private static ProcessedPayment processed() {
        var payment = new Payment(
                "txn_1234567890_1234",
                "user_123",
                "laptop",
                "electronics",
                Money.ofCents(999_99),
                1,
                "credit_card",
                PAID,
                "city_5");
        return new ProcessedPayment(payment, new BigDecimal("0.95"), Money.ofCents(949_99), PROCESSED);
    }

    private static ProcessedPayment processedWithLittle() {
        var payment = new Payment("t-1", "u-7", null, "garden", Money.ofCents(101_00), 1, null, PAID, null);
        return new ProcessedPayment(payment, new BigDecimal("1.00"), Money.ofCents(101_00), PROCESSED);
    }

    static LakeHour lakeHour(Status status, int revision) {
        long[] minutes = new long[60];
        minutes[50] = 3;
        minutes[51] = 2;
        return new LakeHour(
                settlement(HOUR, Duration.ofHours(1), status, revision, Instant.parse("2025-11-24T11:10:00.500Z")),
                "listen_events",
                5,
                0,
                0,
                1,
                2345,
                MINUTE,
                MINUTE.plusSeconds(75),
                minutes,
                List.of(new LakeHour.OffsetRange(0, 17, 20), new LakeHour.OffsetRange(2, 5, 5)),
                Instant.parse("2025-11-24T11:10:00Z"));
    }

    private static LakeHour openLakeHour() {
        return new LakeHour(
                settlement(HOUR, Duration.ofHours(1), Status.PROVISIONAL, 0, Instant.parse("2025-11-24T10:51:00Z")),
                "auth_events",
                0,
                1,
                0,
                0,
                0,
                null,
                null,
                new long[60],
                List.of(),
                null);
    }

    static LedgerEntry ledgerEntry(long conflicting, long unfounded) {
        return new LedgerEntry(
                "orders", MINUTE, 10, 5, 2, 1, 1, 1, conflicting, unfounded, Instant.parse("2025-11-24T10:51:00.500Z"));
    }

    private static Alert alert(Alert.State state, double score, boolean isAboutWindow) {
        return new Alert(
                "orders|2025-11-24T10:50:00Z|LEDGER_MISMATCH",
                "orders",
                MINUTE.toString(),
                "LEDGER_MISMATCH",
                state,
                99,
                100,
                score,
                Instant.parse("2025-11-24T10:51:00Z"),
                isAboutWindow ? MINUTE : null);
    }

    private static Settlement settlement(Instant start, Status status, int revision, Instant processedAt) {
        return settlement(start, Duration.ofMinutes(1), status, revision, processedAt);
    }

    private static Settlement settlement(
            Instant start, Duration length, Status status, int revision, Instant processedAt) {
        return new Settlement(start, start.plus(length), status, revision, processedAt);
    }
}
