package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.bookings;
import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.results.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page outlives its server. */
class ReconnectingIT {

    @RegisterExtension
    static final LivePage live = new LivePage();

    @Test
    void a_page_whose_server_goes_away_says_so_and_catches_up_when_it_is_back() throws Exception {
        String port = String.valueOf(freePort());
        ResultsPage page;
        try (RunningDashboard first = RunningDashboard.start(live.broker(), "SERVER_PORT", port)) {
            page = new ResultsPage(live.browser(), first.address("/")).open("bookings/meanwhile");
            eventually().until(() -> page.connection().equals("Live"));
        }
        eventually().until(() -> page.connection().equals("Reconnecting"));
        live.topics().publish(bookings("meanwhile", minutesAgo(1), Status.FINAL, 0, 23));
        live.topics().flush();

        try (RunningDashboard second = RunningDashboard.start(live.broker(), "SERVER_PORT", port)) {
            eventually().until(() -> page.connection().equals("Live"));
            eventually().until(() -> page.chart("Total tickets").endsWith("Total tickets 23"));
            live.page().open("");
        }
        assertThat(live.browser().complaints()).allMatch(line -> line.contains("Failed to load resource"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
