package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everyone can use the page: every view in both themes and on a phone, charts and tables. */
class PageReachIT {

    private static final List<String> VIEWS = List.of(
            "",
            "orders",
            "bookings",
            "bookings/nobody-came",
            "transactions",
            "market",
            "video",
            "lake",
            "alerts",
            "health");

    @RegisterExtension
    static final LivePage live = new LivePage();

    @BeforeAll
    static void fire() {
        publish("reach-over", Alert.State.RESOLVED);
        publish("reach-firing", Alert.State.FIRING);
    }

    @AfterAll
    static void resolve() {
        publish("reach-firing", Alert.State.RESOLVED);
    }

    private static void publish(String id, Alert.State state) {
        Alert alert = new Alert(
                id, "bookings", "a-show-with-a-long-name", "DROP", state, 1.25, 48, -3.4, minutesAgo(6), minutesAgo(7));
        live.topics().send(Topics.ALERTS, alert.alertId(), alert.toJson());
        live.topics().flush();
    }

    @ParameterizedTest
    @CsvSource({"light, 1360, 860", "dark, 1360, 860", "light, 360, 740", "dark, 360, 740"})
    void axe_finds_nothing_and_nothing_sticks_out(String theme, int width, int height) {
        ResultsPage page = live.page();
        live.browser().systemTheme(theme);
        live.browser().size(width, height);
        for (String view : VIEWS) {
            String name = "%s-%d-%s".formatted(theme, width, view.isEmpty() ? "overview" : view.replace('/', '-'));
            page.open(view);
            eventually()
                    .until(() -> page.connection().equals("Live")
                            && !page.words().contains("Loading")
                            && page.alert().contains("Drop in bookings"));
            check(page, name);
            live.browser().screenshot(name);

            live.browser().read("document.querySelectorAll('button[aria-pressed]').forEach((it) => it.click())");
            eventually().until(() -> !live.browser().isTrue("return Boolean(document.querySelector('.chart'))"));
            check(page, name + " as tables");
        }
    }

    private static void check(ResultsPage page, String name) {
        assertThat(page.accessibilityFindings()).as(name).isEmpty();
        assertThat(page.isWiderThanItsWindow()).as(name + " scrolls sideways").isFalse();
    }
}
