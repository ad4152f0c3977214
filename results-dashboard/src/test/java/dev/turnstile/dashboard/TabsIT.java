package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.bookings;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.Chromium;
import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.results.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A browser has six connections to a server; people have more tabs. */
class TabsIT {

    private static final int TABS = 8;

    @RegisterExtension
    static final LivePage live = new LivePage();

    private final Chromium browser = live.browser();

    @Test
    void as_many_tabs_as_one_likes_are_live() {
        ResultsPage page = live.page();
        for (int tab = 1; tab < TABS; tab++) {
            browser.openTab();
            page.open("bookings/many-tabs");
            eventually().until(() -> page.connection().equals("Live"));
        }
        browser.goToTab(0);
        page.open("bookings/many-tabs");

        live.topics().publish(bookings("many-tabs", minutesAgo(1), Status.PROVISIONAL, 0, 5));
        live.topics().flush();

        for (int tab = 0; tab < TABS; tab++) {
            browser.goToTab(tab);
            eventually().until(() -> page.chart("Total tickets").endsWith("Total tickets 5"));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @AfterEach
    void closeTabs() {
        for (int tab = 1; tab < TABS; tab++) {
            browser.goToTab(1);
            browser.closeTab();
        }
        browser.goToTab(0);
    }
}
