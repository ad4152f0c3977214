package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.bookings;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.results.BookingsResult;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The form: what the service says of it, and following a booking until it is final. */
class PlacingIT {

    @RegisterExtension
    static final LivePage live = new LivePage();

    private ResultsPage page;

    @BeforeEach
    void open() {
        page = live.page().open("bookings");
        eventually().until(() -> page.heading().equals("Bookings"));
    }

    @Test
    void a_booking_is_followed_until_it_is_counted_and_final() {
        Instant minute = minutesAgo(1);
        live.service().acknowledges("by-hand", minute.plusSeconds(7));

        page.place(Map.of("Show", "by-hand", "Tickets", "2"));
        eventually().until(() -> page.progress().equals(List.of("Acknowledged")));
        assertThat(page.words()).contains(StandInService.BOOKING_ID);

        live.topics().publish(bookings("by-hand", minute, Status.PROVISIONAL, 0, 2));
        eventually().until(() -> page.progress().equals(List.of("Acknowledged", "Counted")));
        live.browser().screenshot("placed");

        live.topics().publish(bookings("by-hand", minute, Status.FINAL, 0, 2));
        eventually().until(() -> page.progress().equals(List.of("Acknowledged", "Counted", "Final")));
        assertThat(live.browser().text("return location.hash")).isEqualTo("#/bookings/by-hand");
    }

    @Test
    void among_those_of_others_a_booking_is_counted_when_a_result_must_have_it() {
        Instant minute = minutesAgo(1);
        Instant at = minute.plusSeconds(7);
        live.topics().publish(busy(minute, 5, at.minusSeconds(1)));
        eventually().until(() -> page.topKeys().stream().anyMatch(bar -> bar.startsWith("busy ")));
        live.service().acknowledges("busy", at);
        page.place(Map.of("Show", "busy", "Tickets", "1"));
        eventually().until(() -> page.progress().equals(List.of("Acknowledged")));

        // One more, but made so soon that it may well be someone else's; nothing comes after it.
        live.topics().publish(busy(minute, 6, at.plusMillis(300)));
        eventually().until(() -> page.progress().contains("Counted"));

        assertThat(page.words()).containsPattern("Counted in [0-9:]+, after [0-9.]+ s");
    }

    private static BookingsResult busy(Instant minute, int bookings, Instant processedAt) {
        Settlement settlement = new Settlement(minute, minute.plusSeconds(60), Status.PROVISIONAL, 0, processedAt);
        return new BookingsResult(settlement, "busy", bookings, bookings, bookings);
    }

    @Test
    void a_field_that_the_service_refuses_says_why_and_has_the_focus() {
        live.service().refuses("/ticket_count", "must be between 1 and 1000, was 0");

        page.place(Map.of("Tickets", "0"));

        eventually().until(() -> page.complaint().contains("must be between 1 and 1000, was 0"));
        eventually()
                .until(() -> live.browser()
                        .text("return document.activeElement.name ?? ''")
                        .equals("/ticket_count"));
        assertThat(page.accessibilityFindings()).isEmpty();
        assertThat(live.browser().complaints()).allMatch(line -> line.contains("400"));
    }

    @Test
    void what_may_have_been_published_is_sent_again_under_the_same_key() {
        live.service().doesNotKnow();
        page.place(Map.of("Show", "again"));
        eventually().until(() -> page.complaint().contains("Not acknowledged in time"));

        live.service().acknowledges("again", Instant.now());
        live.browser().read("document.querySelector('.receipts button').click()");
        eventually().until(() -> page.progress().contains("Acknowledged"));

        List<String> keys = live.service().keys();
        assertThat(keys.get(keys.size() - 1)).isNotEmpty().isEqualTo(keys.get(keys.size() - 2));
        assertThat(live.browser().complaints()).allMatch(line -> line.contains("503"));
    }
}
