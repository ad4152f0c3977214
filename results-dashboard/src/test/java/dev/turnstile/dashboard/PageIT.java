package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.bookings;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static dev.turnstile.dashboard.LivePage.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.results.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What the page shows of results as the job publishes them, in a real browser and from a real server. */
class PageIT {

    @RegisterExtension
    static final LivePage live = new LivePage();

    private ResultsPage page;

    @BeforeEach
    void open() {
        page = live.page();
    }

    @Test
    void the_first_view_shows_what_happens_now_and_moves_without_a_reload() {
        eventually().until(() -> page.connection().equals("Live"));
        // The minute may turn at any moment: what is published is always of the present one.
        eventually().until(() -> {
            live.topics().publish(orders(minutesAgo(0), Status.PROVISIONAL, 2, 12_345));
            return page.soFar("Total revenue").equals("123.45 so far");
        });
        eventually().until(() -> {
            live.topics().publish(orders(minutesAgo(0), Status.PROVISIONAL, 3, 1_234_567));
            return page.soFar("Total revenue").equals("12,345.67 so far");
        });
        assertThat(page.lastUpdated()).startsWith("last updated");
    }

    @Test
    void a_provisional_minute_settles_into_its_final_value_and_is_marked_when_it_is_corrected() {
        page.open("bookings/settling");
        Instant minute = minutesAgo(1);

        live.topics().publish(bookings("settling", minute, Status.PROVISIONAL, 0, 40));
        eventually().until(() -> newestRow().endsWith("|40|Settling"));
        page.toggleTable("Total tickets");
        eventually().until(() -> page.isDrawn("Total tickets"));
        live.browser().screenshot("provisional");

        live.topics().publish(bookings("settling", minute, Status.FINAL, 0, 41));
        eventually().until(() -> newestRow().endsWith("|41|Final"));

        // What comes late of an open window must not take the final value back.
        live.topics().publish(bookings("settling", minute, Status.PROVISIONAL, 0, 39));
        live.topics().publish(bookings("settling", minute, Status.CORRECTED, 1, 43));
        eventually().until(() -> newestRow().endsWith("|43|Corrected"));
        page.toggleTable("Total tickets");
        eventually().until(() -> page.chart("Total tickets").endsWith("Total tickets 43"));
    }

    @Test
    void the_navigation_leads_to_every_view_and_the_charts_are_drawn() {
        for (String view : List.of("Bookings", "Health", "Alerts", "Overview", "Orders")) {
            eventually().until(() -> page.navigation().stream().anyMatch(link -> link.startsWith(view)));
            page.follow(view);
            eventually().until(() -> page.heading().equals(view));
        }
        for (String chart : List.of("Total revenue", "Total orders", "Unique users", "Avg order value")) {
            eventually().until(() -> page.isDrawn(chart));
        }
    }

    @Test
    void behind_a_chart_is_a_table_with_its_numbers() {
        page.open("orders");
        eventually().until(() -> page.isDrawn("Total revenue"));

        page.toggleTable("Total revenue");

        // Three minutes ago at the start, as it was filled in; the table begins with what came since.
        eventually().until(() -> page.rows("Total revenue").stream().anyMatch(row -> row.endsWith("|779.97|Final")));
        assertThat(page.isDrawn("Total orders")).isTrue();
    }

    @Test
    void numbers_stand_still_during_a_pause_and_catch_up_afterwards() {
        page.open("bookings/paused");
        live.topics().publish(bookings("paused", minutesAgo(1), Status.PROVISIONAL, 0, 10));
        eventually().until(() -> newestRow().endsWith("|10|Settling"));

        page.togglePause();
        eventually().until(() -> page.connection().equals("Paused"));
        live.topics().publish(bookings("paused", minutesAgo(1), Status.FINAL, 0, 11));
        eventually().until(() -> page.lastUpdated().contains("updates wait"));
        assertThat(newestRow()).endsWith("|10|Settling");

        page.togglePause();
        eventually().until(() -> newestRow().endsWith("|11|Final"));
    }

    @Test
    void a_show_is_chosen_by_keyboard_and_has_an_address_of_its_own() {
        // Bars are of the last minutes, and it may be long since the page was filled.
        live.topics().publish(bookings("concert-42", minutesAgo(1), Status.FINAL, 0, 17));
        live.topics().publish(bookings("hamlet", minutesAgo(1), Status.FINAL, 0, 5));
        page.open("bookings");
        eventually().until(() -> page.topKeys().stream().anyMatch(bar -> bar.startsWith("hamlet ")));
        eventually().until(() -> page.isDrawn("Total tickets"));

        live.browser().read("document.querySelector('.bars a[href$=hamlet]').focus()");
        live.browser().press(Keys.ENTER);

        eventually().until(() -> page.chart("Total tickets").endsWith("Total tickets 5"));
        assertThat(live.browser().text("return location.hash")).isEqualTo("#/bookings/hamlet");
    }

    @Test
    void what_was_chosen_is_there_when_the_page_is_opened_again() {
        page.choose("range", "1h");
        page.choose("theme", "dark");
        eventually().until(this::isDark);

        page.open("orders");
        eventually().until(() -> page.heading().equals("Orders"));
        assertThat(isDark()).isTrue();
        assertThat(live.browser().text("return document.querySelector('[name=range]:checked').value"))
                .isEqualTo("1h");

        page.choose("theme", "system");
        eventually().until(() -> !isDark());
        live.browser().systemTheme("dark");
        eventually().until(this::isDark);
    }

    @Test
    void health_shows_the_ledger_adding_up_and_what_was_set_aside_as_text() {
        page.open("health");

        eventually()
                .until(() ->
                        page.rows("Ledger of orders").stream().anyMatch(row -> row.endsWith("|9|5|1|1|1|1|adds up")));
        eventually().until(() -> page.words().contains(LivePage.MARKUP));
        assertThat(live.browser().text("return document.title")).isEqualTo("Health · Turnstile");
        assertThat(page.words().toLowerCase(Locale.ROOT)).contains("malformed json");
    }

    @Test
    void nothing_is_asked_of_any_other_server() {
        page.open("orders");
        eventually().until(() -> page.isDrawn("Total revenue"));

        String self = live.dashboard().address("/").toString();
        assertThat(live.browser().texts("return performance.getEntriesByType('resource').map((it) => it.name)"))
                .isNotEmpty()
                .allMatch(address -> address.startsWith(self));
    }

    private String newestRow() {
        String heading = "Total tickets";
        if (page.rows(heading).isEmpty() && !page.chart(heading).isEmpty()) {
            page.toggleTable(heading);
        }
        return page.rows(heading).stream().findFirst().orElse("");
    }

    private boolean isDark() {
        return live.browser().isTrue("""
            const [red] = getComputedStyle(document.documentElement).backgroundColor.match(/[0-9]+/);
            return Number(red) < 64;
            """);
    }
}
