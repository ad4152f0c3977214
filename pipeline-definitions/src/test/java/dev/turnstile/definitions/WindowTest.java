package dev.turnstile.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTest {

    private static final Instant LATEST = Instant.parse("2040-01-01T00:00:00Z");

    private static Window window(String every, String zone) {
        return window(every, zone, every);
    }

    private static Window window(String every, String zone, String slidingBy) {
        return new Window(every, Duration.parse(every), ZoneId.of(zone), Duration.parse(slidingBy));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** Windows of London's and New York's days when the clocks change, of half hours from UTC, and of weeks. */
    @ParameterizedTest
    @CsvSource({
        "PT1M,  UTC,              2025-11-24T10:50:59.999Z, 2025-11-24T10:50:00Z, 2025-11-24T10:51:00Z",
        "PT1M,  UTC,              2025-11-24T10:51:00Z,     2025-11-24T10:51:00Z, 2025-11-24T10:52:00Z",
        "PT30S, UTC,              2025-11-24T10:50:59Z,     2025-11-24T10:50:30Z, 2025-11-24T10:51:00Z",
        "PT24H, UTC,              2025-11-24T23:59:59Z,     2025-11-24T00:00:00Z, 2025-11-25T00:00:00Z",
        "PT24H, Europe/London,    2025-03-29T23:59:59Z,     2025-03-29T00:00:00Z, 2025-03-30T00:00:00Z",
        "PT24H, Europe/London,    2025-03-30T00:00:00Z,     2025-03-30T00:00:00Z, 2025-03-30T23:00:00Z",
        "PT24H, Europe/London,    2025-03-30T22:59:59Z,     2025-03-30T00:00:00Z, 2025-03-30T23:00:00Z",
        "PT24H, Europe/London,    2025-03-30T23:00:00Z,     2025-03-30T23:00:00Z, 2025-03-31T23:00:00Z",
        "PT24H, Europe/London,    2025-10-26T00:30:00Z,     2025-10-25T23:00:00Z, 2025-10-27T00:00:00Z",
        "PT24H, Europe/London,    2025-10-26T23:59:59Z,     2025-10-25T23:00:00Z, 2025-10-27T00:00:00Z",
        "PT24H, America/New_York, 2025-03-09T12:00:00Z,     2025-03-09T05:00:00Z, 2025-03-10T04:00:00Z",
        "PT24H, America/New_York, 2025-11-02T12:00:00Z,     2025-11-02T04:00:00Z, 2025-11-03T05:00:00Z",
        "PT24H, Asia/Kolkata,     2025-11-24T18:29:59Z,     2025-11-23T18:30:00Z, 2025-11-24T18:30:00Z",
        "PT24H, Asia/Kolkata,     2025-11-24T18:30:00Z,     2025-11-24T18:30:00Z, 2025-11-25T18:30:00Z",
        "PT1H,  Europe/London,    2025-03-30T00:59:59Z,     2025-03-30T00:00:00Z, 2025-03-30T01:00:00Z",
        "PT1H,  Europe/London,    2025-03-30T01:00:00Z,     2025-03-30T01:00:00Z, 2025-03-30T02:00:00Z",
        "PT1H,  Europe/London,    2025-10-26T00:30:00Z,     2025-10-26T00:00:00Z, 2025-10-26T01:00:00Z",
        "PT1H,  Europe/London,    2025-10-26T01:30:00Z,     2025-10-26T01:00:00Z, 2025-10-26T02:00:00Z",
        "PT1H,  Asia/Kolkata,     2025-11-24T10:29:59Z,     2025-11-24T09:30:00Z, 2025-11-24T10:30:00Z",
        "PT1H,  Asia/Kathmandu,   2025-11-24T10:15:00Z,     2025-11-24T10:15:00Z, 2025-11-24T11:15:00Z",
        "PT6H,  +05:30,           2025-11-24T18:29:59Z,     2025-11-24T12:30:00Z, 2025-11-24T18:30:00Z",
        // Weeks begin on Mondays.
        "PT168H, UTC,             2025-11-30T23:59:59Z,     2025-11-24T00:00:00Z, 2025-12-01T00:00:00Z",
        "PT168H, Europe/London,   2025-10-22T12:00:00Z,     2025-10-19T23:00:00Z, 2025-10-27T00:00:00Z",
        // Where midnight was skipped, a day begins at one o'clock; where a whole day was, the day before ends with it.
        "PT24H, America/Havana,   2025-03-09T12:00:00Z,     2025-03-09T05:00:00Z, 2025-03-10T04:00:00Z",
        "PT24H, Pacific/Apia,     2011-12-30T05:00:00Z,     2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        "PT24H, Pacific/Apia,     2011-12-30T10:00:00Z,     2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
        // Where clocks went back over midnight, the hour before it came twice, and the second one is the new day's.
        "PT24H, America/St_Johns, 2010-11-07T02:30:30Z,     2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
        "PT24H, America/St_Johns, 2010-11-07T03:00:00Z,     2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
    })
    void a_time_lies_in_the_window_of_its_zone(String every, String zone, String time, String start, String end) {
        Window window = window(every, zone);
        assertThat(time(window.startOf(at(time)))).isEqualTo(start);
        assertThat(time(window.endOf(at(start)))).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-29, 24",
        "2025-03-30, 23",
        "2025-03-31, 24",
        "2025-10-25, 24",
        "2025-10-26, 25",
        "2025-10-27, 24",
    })
    void a_day_in_london_has_as_many_hours_as_it_has_there(String day, int hours) {
        Window days = window("PT24H", "Europe/London");
        Window hour = window("PT1H", "Europe/London");
        long start = LocalDate.parse(day).atStartOfDay(days.zone()).toInstant().toEpochMilli();
        TreeSet<Long> starts = new TreeSet<>();
        for (long minute = start; minute < days.endOf(start); minute += 60_000) {
            assertThat(days.startOf(minute)).isEqualTo(start);
            starts.add(hour.startOf(minute));
        }
        assertThat(starts).hasSize(hours);
        assertThat(starts.first()).isEqualTo(start);
        assertThat(hour.endOf(starts.last())).isEqualTo(days.endOf(start));
    }

    @Test
    void sliding_windows_overlap_and_a_time_is_in_all_that_have_begun_and_not_ended() {
        Window sliding = window("PT10M", "UTC", "PT1M");
        long last = sliding.startOf(at("2025-11-24T10:50:30Z"));
        assertThat(sliding.isSliding()).isTrue();
        assertThat(time(last)).isEqualTo("2025-11-24T10:50:00Z");
        assertThat(time(sliding.endOf(last))).isEqualTo("2025-11-24T11:00:00Z");
        assertThat(time(sliding.before(last))).isEqualTo("2025-11-24T10:49:00Z");
    }

    @Test
    void a_week_that_slides_by_days_ends_at_midnight_of_its_zone() {
        Window week = window("PT168H", "Europe/London", "PT24H");
        List<String> windows = new ArrayList<>();
        for (long start = week.startOf(at("2025-10-27T12:00:00Z")); windows.size() < 3; start = week.before(start)) {
            windows.add(time(start) + " to " + time(week.endOf(start)));
        }
        assertThat(windows)
                .containsExactly(
                        "2025-10-27T00:00:00Z to 2025-11-03T00:00:00Z",
                        "2025-10-25T23:00:00Z to 2025-11-02T00:00:00Z",
                        "2025-10-24T23:00:00Z to 2025-11-01T00:00:00Z");
    }

    @Test
    void a_zone_that_is_utc_by_another_name_has_the_windows_of_utc() {
        long time = at("2025-11-24T10:50:30Z");
        for (String zone : List.of("UTC", "Etc/UTC", "GMT", "Z")) {
            assertThat(window("PT1H", zone).startOf(time)).isEqualTo(at("2025-11-24T10:00:00Z"));
        }
    }

    static Stream<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of);
    }

    /** Around every change of the clocks that events may have seen, anywhere. */
    @ParameterizedTest
    @MethodSource("zones")
    void every_time_lies_in_one_window_and_windows_follow_each_other_without_gap(ZoneId zone) {
        Random random = new Random(zone.getId().hashCode());
        for (Duration every : List.of(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(7), step(zone))) {
            Window window = new Window("w", every, zone, every);
            for (Instant change : changes(zone)) {
                long from = window.startOf(
                        change.minus(every).minus(every.dividedBy(2)).toEpochMilli());
                for (int n = 0; n < 4; n++) {
                    from = holdsOneAfterTheOther(window, from, random);
                }
            }
        }
    }

    private static long holdsOneAfterTheOther(Window window, long start, Random random) {
        long end = window.endOf(start);
        assertThat(end).as("end of %s", time(start)).isGreaterThan(start);
        for (long time : new long[] {start, end - 1, start + (long) (random.nextDouble() * (end - start))}) {
            assertThat(window.startOf(time))
                    .as("%s from %s", time(time), time(start))
                    .isEqualTo(start);
        }
        assertThat(window.startOf(end)).as("the next one after %s", time(start)).isEqualTo(end);
        assertThat(window.before(end)).as("the one before %s", time(end)).isEqualTo(start);
        return end;
    }

    /** The longest length, of an hour at most, of which all changes of the zone's clocks are multiples. */
    private static Duration step(ZoneId zone) {
        Duration step = Duration.ofHours(1);
        for (Instant change : changes(zone)) {
            Duration shift = Duration.between(
                    LocalDateTime.ofInstant(change, zone.getRules().getOffset(change.minusMillis(1))),
                    LocalDateTime.ofInstant(change, zone));
            while (shift.toSeconds() % step.toSeconds() != 0) {
                step = step.dividedBy(2);
            }
        }
        return step;
    }

    private static List<Instant> changes(ZoneId zone) {
        List<Instant> changes = new ArrayList<>();
        Instant from = Times.EARLIEST;
        for (ZoneOffsetTransition next = zone.getRules().nextTransition(from);
                next != null && next.getInstant().isBefore(LATEST);
                next = zone.getRules().nextTransition(next.getInstant())) {
            changes.add(next.getInstant());
        }
        changes.add(LATEST);
        return changes;
    }
}
