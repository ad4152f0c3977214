package dev.turnstile.sources.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.sources.customers.Activity.BookTickets;
import dev.turnstile.sources.traffic.Occurrence.LateRecord;
import dev.turnstile.sources.traffic.Occurrence.RepeatedRequest;
import dev.turnstile.sources.traffic.Occurrence.UndoneRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void the_same_seed_gives_the_same_traffic() {
        assertThat(shown(7).limit(2_000))
                .containsExactlyElementsOf(shown(7).limit(2_000).toList());
        assertThat(shown(8).limit(100)).isNotEqualTo(shown(7).limit(100).toList());
    }

    /** So that a seed in somebody's notes still means the same next year. */
    @Test
    void seed_1_is_this_traffic() {
        assertThat(shown(1).limit(5))
                .containsExactly(
                        "PT0.029928755S Request[] {\"event_id\":\"festival-34\",\"user_id\":\"u-1\",\"ticket_count\":1}",
                        "PT0.167080637S Request[] {\"user_id\":\"u-740\",\"items\":["
                                + "{\"product_id\":\"product-5\",\"quantity\":4,\"price\":47.99},"
                                + "{\"product_id\":\"product-108\",\"quantity\":1,\"price\":24.99},"
                                + "{\"product_id\":\"product-68\",\"quantity\":1,\"price\":5.99},"
                                + "{\"product_id\":\"product-1\",\"quantity\":1,\"price\":4.99}]}",
                        "PT0.259850911S Request[] {\"user_id\":\"u-1186\",\"items\":["
                                + "{\"product_id\":\"product-49\",\"quantity\":1,\"price\":106.99}]}",
                        "PT0.272854368S Request[] {\"event_id\":\"concert-1\",\"user_id\":\"u-144\",\"ticket_count\":2}",
                        "PT0.280765286S Request[] {\"user_id\":\"u-83\",\"items\":["
                                + "{\"product_id\":\"product-11\",\"quantity\":1,\"price\":110.99},"
                                + "{\"product_id\":\"product-18\",\"quantity\":1,\"price\":84.99},"
                                + "{\"product_id\":\"product-1\",\"quantity\":1,\"price\":4.99}]}");
    }

    @Test
    void occurrences_are_numbered_and_in_order() {
        List<Occurrence> occurrences = traffic(1, 100, 0.01).limit(5_000).toList();

        for (int i = 1; i < occurrences.size(); i++) {
            assertThat(occurrences.get(i).number()).isEqualTo(i);
            assertThat(occurrences.get(i).at())
                    .isGreaterThanOrEqualTo(occurrences.get(i - 1).at());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_rate_is_the_average_of_a_day(long seed) {
        long count = day(seed, 5).size();

        assertThat(count / (double) DAY.toSeconds()).isBetween(4.6, 5.4);
    }

    @Test
    void evenings_are_busier_than_nights() {
        List<Occurrence> day = day(1, 5);

        assertThat(between(day, 17, 21)).isGreaterThan(between(day, 5, 9) * 14 / 10);
    }

    @Test
    void a_show_on_sale_brings_a_rush_for_itself() {
        List<Long> perTenSeconds = new ArrayList<>();
        List<Occurrence> hours =
                traffic(1, 20, 0).takeWhile(before(Duration.ofHours(2))).toList();
        var slices = hours.stream()
                .collect(Collectors.groupingBy(occurrence -> occurrence.at().toSeconds() / 10));
        slices.values().forEach(slice -> perTenSeconds.add((long) slice.size()));
        var busiest =
                slices.values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
        long ofOneShow = busiest.stream()
                .filter(occurrence -> occurrence.activity() instanceof BookTickets)
                .collect(Collectors.groupingBy(
                        occurrence -> ((BookTickets) occurrence.activity()).eventId(), Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElseThrow();

        long median = perTenSeconds.stream()
                .sorted()
                .skip(perTenSeconds.size() / 2)
                .findFirst()
                .orElseThrow();
        assertThat(busiest.size()).isGreaterThan((int) median * 2);
        assertThat(ofOneShow).isGreaterThan(busiest.size() / 2);
    }

    @Test
    void one_request_in_fifty_is_repeated() {
        long repeated = traffic(1, 20, 0)
                .limit(50_000)
                .filter(occurrence -> occurrence.delivery() instanceof RepeatedRequest)
                .count();

        assertThat(repeated).isBetween(850L, 1_150L);
    }

    @Test
    void one_request_in_thirty_is_undone_within_a_minute_or_so() {
        List<Duration> undone = traffic(1, 20, 0)
                .limit(50_000)
                .map(Occurrence::delivery)
                .filter(UndoneRequest.class::isInstance)
                .map(delivery -> ((UndoneRequest) delivery).after())
                .toList();

        assertThat(undone).hasSizeBetween(1_350, 1_650);
        assertThat(undone).allMatch(after -> after.toSeconds() >= 2 && after.toSeconds() < 62);
    }

    @Test
    void one_event_in_a_hundred_is_late_and_few_of_them_too_late() {
        List<Duration> lateness = traffic(1, 20, 0.01)
                .limit(100_000)
                .map(Occurrence::delivery)
                .filter(LateRecord.class::isInstance)
                .map(late -> ((LateRecord) late).lateness())
                .toList();

        assertThat(lateness).hasSizeBetween(900, 1_100);
        assertThat(lateness).allMatch(late -> late.toSeconds() >= 60 && late.toSeconds() < 3_600);
        assertThat(lateness.stream().filter(late -> late.toMinutes() >= 10)).hasSizeBetween(100, 200);
        // In between, it would be chance whether a result is still corrected.
        assertThat(lateness).noneMatch(late -> late.toMinutes() >= 9 && late.toMinutes() < 11);
    }

    @Test
    void bookings_and_orders_are_about_as_many() {
        long bookings = traffic(1, 20, 0)
                .limit(20_000)
                .filter(occurrence -> occurrence.activity() instanceof BookTickets)
                .count();

        assertThat(bookings).isBetween(9_500L, 13_500L);
    }

    private static long between(List<Occurrence> day, int fromHour, int toHour) {
        return day.stream()
                .filter(occurrence ->
                        occurrence.at().toHours() >= fromHour && occurrence.at().toHours() < toHour)
                .count();
    }

    private static List<Occurrence> day(long seed, double rate) {
        return traffic(seed, rate, 0.01).takeWhile(before(DAY)).toList();
    }

    private static Predicate<Occurrence> before(Duration end) {
        return occurrence -> occurrence.at().compareTo(end) < 0;
    }

    private static Stream<Occurrence> traffic(long seed, double rate, double lateShare) {
        return Stream.generate(new Traffic(seed, MIDNIGHT, rate, lateShare)::next);
    }

    private static Stream<String> shown(long seed) {
        return traffic(seed, 20, 0.01)
                .map(occurrence -> occurrence.at() + " " + occurrence.delivery() + " "
                        + new String(occurrence.activity().toRequest(), StandardCharsets.UTF_8));
    }
}
