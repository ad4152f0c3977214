package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.LakeHour;
import dev.turnstile.events.results.LakeHour.OffsetRange;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lake's page in a browser, fed by a broker. */
class LakePageIT {

    private static final String CHART = "Events per minute";
    private static final String HOURS = "Newest hours";

    @RegisterExtension
    static final LivePage live = new LivePage();

    private static void publish(String topic, Instant hour, long perMinute, long late, Status status, int revision) {
        long[] minutes = new long[60];
        Arrays.fill(minutes, perMinute);
        Settlement settlement = new Settlement(hour, hour.plus(Duration.ofHours(1)), status, revision, Instant.now());
        boolean isOpen = status == Status.PROVISIONAL;
        LakeHour told = new LakeHour(
                settlement,
                topic,
                60 * perMinute,
                isOpen ? 17 : 0,
                late,
                3,
                1_234_567,
                hour,
                hour.plus(Duration.ofMinutes(59)),
                minutes,
                List.of(new OffsetRange(0, 0, 60 * perMinute)),
                Instant.now());
        live.topics().send(isOpen ? Topics.LIVE : Topics.RESULTS, told.key(), told.toJson());
        live.topics().flush();
    }

    @Test
    void hours_and_minutes_of_the_lake_are_there_and_change_when_late_rows_come() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant before = hour.minus(Duration.ofHours(1));
        publish("listen_events", before, 7, 0, Status.FINAL, 0);
        publish("auth_events", before, 1, 0, Status.FINAL, 0);
        publish("listen_events", hour, 9, 0, Status.PROVISIONAL, 0);

        ResultsPage page = live.page().open("lake");
        eventually().until(() -> page.rows(HOURS).size() == 3);
        assertThat(page.rows(HOURS).get(0)).contains("|Listens|540|17|0|3|");
        assertThat(page.rows(HOURS)).anyMatch(row -> row.contains("|Logins|60|0|0|3|") && row.endsWith("|Final"));
        eventually().until(() -> page.figure("Rows in files").equals("1,020"));
        eventually().until(() -> page.isDrawn(CHART));
        assertThat(page.chart(CHART)).contains("Listens 9");
        assertThat(page.accessibilityFindings()).isEmpty();

        publish("listen_events", before, 8, 60, Status.CORRECTED, 1);
        eventually().until(() -> page.figure("Late rows").equals("60"));
        assertThat(page.rows(HOURS))
                .anyMatch(row -> row.contains("|Listens|480|0|60|3|") && row.endsWith("|Corrected"));

        page.toggleTable(CHART);
        eventually().until(() -> !page.rows(CHART).isEmpty());
        assertThat(page.accessibilityFindings()).isEmpty();
    }
}
