package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.bookings;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
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
        eventually().until(() -> page.connection().equals("Live"));
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
