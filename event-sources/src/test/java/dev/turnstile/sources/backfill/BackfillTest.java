package dev.turnstile.sources.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillTest {

    private static final String KEY = "orders||2025-11-24T10:50:00Z";
    private static final Instant LATER = Instant.parse("2025-11-24T12:00:00Z");

    @Test
    void a_window_that_differs_is_corrected_with_the_next_revision() {
        var backfill = Backfill.of(
                Map.of(KEY, result("700.00", "corrected", 2, "10:58")),
                Map.of(KEY, result("750.00", "final", 0, "11:59")),
                LATER);

        assertThat(backfill.corrections()).containsOnlyKeys(KEY).hasEntrySatisfying(KEY, correction -> {
            assertThat(correction.published()).contains(result("700.00", "corrected", 2, "10:58"));
            assertThat(correction.record()).isEqualTo(result("750.00", "corrected", 3, "11:59"));
        });
    }

    @Test
    void one_that_is_missing_is_published_as_it_would_have_been() {
        var backfill = Backfill.of(Map.of(), Map.of(KEY, result("750.00", "corrected", 1, "11:59")), LATER);

        assertThat(backfill.corrections().get(KEY))
                .isEqualTo(new Backfill.Correction(Optional.empty(), result("750.00", "final", 0, "11:59")));
    }

    @Test
    void the_same_numbers_are_no_news_whenever_and_however_often_they_were_published() {
        var backfill = Backfill.of(
                Map.of(KEY, result("750.00", "corrected", 1, "10:58")),
                Map.of(KEY, result("750.00", "final", 0, "11:59")),
                LATER);

        assertThat(backfill).isEqualTo(new Backfill(Map.of(), 1));
    }

    @Test
    void a_window_that_the_job_may_still_correct_is_left_to_it() {
        var backfill = Backfill.of(
                Map.of(), Map.of(KEY, result("750.00", "final", 0, "11:59")), Instant.parse("2025-11-24T10:50:59Z"));

        assertThat(backfill).isEqualTo(new Backfill(Map.of(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "orders|2025-11-24T10:50:00Z, true",
        "orders||2025-11-24T10:50:00Z, true",
        "orders/1h|2025-11-24T10:00:00Z, true",
        "orders-2|2025-11-24T10:50:00Z, false",
        "bookings/1h|orders|2025-11-24T10:00:00Z, false"
    })
    void hours_and_days_are_a_pipelines_as_well(String key, boolean isOfOrders) {
        assertThat(Backfill.isOf("orders", key)).isEqualTo(isOfOrders);
    }

    private static String result(String revenue, String status, int revision, String processedAt) {
        return """
                {"pipeline":"orders","window_start":"2025-11-24T10:50:00Z","window_end":"2025-11-24T10:51:00Z",\
                "unique_users":3,"total_orders":4,"total_revenue":%s,"avg_order_value":187.50,"status":"%s","revision":%d,\
                "processed_at":"2025-11-24T%s:00Z"}""".formatted(revenue, status, revision, processedAt);
    }
}
