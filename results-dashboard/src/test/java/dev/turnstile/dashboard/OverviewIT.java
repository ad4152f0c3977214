package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.Alert.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** At a glance: which pipelines are healthy, and whether any alert is firing. */
class OverviewIT {

    @RegisterExtension
    static final LivePage live = new LivePage();

    private ResultsPage page;

    @BeforeEach
    void open() {
        page = live.page();
    }

    @Test
    void each_pipeline_that_runs_has_a_card_with_its_figure_and_its_health() {
        eventually().until(() -> page.card("Orders").contains("Healthy"));

        assertThat(page.card("Orders"))
                .contains("Total revenue, minute ", "Watermark", "Lag", "3 records", "Restarts", "adds up");
        assertThat(page.card("Bookings")).contains("Total tickets, minute ");
        eventually().until(() -> page.navigation().containsAll(List.of("Orders, healthy", "Bookings, healthy")));
    }

    @Test
    void a_pipeline_that_fails_is_marked_wherever_one_is() {
        page.open("bookings");
        eventually().until(() -> page.navigation().contains("Orders, healthy"));

        live.flink().jobIs("orders", "RESTARTING");

        eventually().until(() -> page.navigation().contains("Orders, restarting"));
        page.open("");
        eventually().until(() -> page.card("Orders").contains("The job is restarting."));
        live.browser().screenshot("overview-restarting");
        page.open("orders");
        eventually().until(() -> page.words().contains("it is restarting"));
    }

    @Test
    void an_alert_shows_on_every_page_for_as_long_as_it_fires() {
        page.open("health");
        publish("glance", "bookings", State.FIRING);

        eventually().until(() -> page.alert().contains("Spike in bookings"));
        eventually().until(() -> page.navigation().contains("Bookings, healthy1 alert firing"));
        assertThat(page.navigation()).anyMatch(link -> link.matches("Alerts[0-9]+ alerts? firing"));
        page.open("");
        eventually().until(() -> page.card("Bookings").contains("1 alert"));

        publish("glance", "bookings", State.RESOLVED);
        eventually().until(() -> !page.alert().contains("Spike in bookings"));
        eventually().until(() -> page.navigation().contains("Bookings, healthy"));
    }

    @Test
    void the_alerts_page_tells_those_that_fire_first_and_of_the_others_how_long_they_lasted() {
        page.open("alerts/orders");
        eventually().until(() -> page.words().contains("Nothing is firing."));
        page.open("alerts");

        publish("told", "orders", State.FIRING);
        eventually().until(() -> page.firing().stream().anyMatch(alert -> alert.contains("in Orders")));
        assertThat(page.firing())
                .anySatisfy(alert -> assertThat(alert)
                        .contains("Spike in Orders", "for ", "Far more came than usually does.")
                        .contains("Seen 90.5", "Expected 10", "Score 4.2"));
        live.browser().screenshot("alerts-firing");

        page.open("alerts/bookings");
        eventually().until(() -> page.words().contains("Nothing is firing."));
        page.open("alerts/orders");
        eventually().until(() -> page.firing().size() == 1);

        publish("told", "orders", State.RESOLVED);
        eventually().until(() -> page.firing().isEmpty());
        assertThat(page.rows("Resolved alerts"))
                .anyMatch(row -> row.startsWith("Spike|Orders|everything|90.5|10|4.2|") && row.endsWith("|2 min"));
    }

    @Test
    void a_pipeline_that_does_not_run_here_has_no_place_in_the_navigation_and_its_page_says_so() {
        try (RunningDashboard other = RunningDashboard.start(live.broker(), "PIPELINES", "bookings")) {
            ResultsPage elsewhere = new ResultsPage(live.browser(), other.address("/"));
            elsewhere.open("orders");

            eventually().until(() -> elsewhere.words().contains("The pipeline orders does not run here."));
            assertThat(elsewhere.navigation())
                    .noneMatch(link -> link.startsWith("Orders"))
                    .anyMatch(link -> link.startsWith("Bookings"));
            assertThat(elsewhere.accessibilityFindings()).isEmpty();
        }
    }

    private static void publish(String id, String pipeline, State state) {
        Instant since = Instant.now().minusSeconds(140);
        Alert alert = new Alert(id, pipeline, "", "SPIKE", state, 90.5, 10, 4.2, since, minutesAgo(2));
        live.topics().send(Topics.ALERTS, alert.alertId(), alert.toJson());
        live.topics().flush();
    }
}
