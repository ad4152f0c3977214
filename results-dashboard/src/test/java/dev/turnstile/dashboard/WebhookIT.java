package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.ResultTopics.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnstile.dashboard.StandInReceiver.Received;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts are told to a receiver, over a real broker and to a real server. */
class WebhookIT {

    private static KafkaBroker broker;
    private static ResultTopics topics;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        topics = ResultTopics.create(broker);
        publish("from-before-the-first-start", Alert.State.FIRING, "10:40");
    }

    @AfterAll
    static void stop() {
        topics.close();
        broker.close();
    }

    @Test
    void the_receiver_is_told_once_whatever_it_does_at_first_and_whoever_restarts() throws Exception {
        try (StandInReceiver receiver = StandInReceiver.start()) {
            try (RunningDashboard dashboard = dashboard(receiver)) {
                receiver.answersFirst(503, StandInReceiver.SILENCE, 302);
                publish("a-1", Alert.State.FIRING, "10:50");
                // As a job does that was started anew.
                publish("a-1", Alert.State.FIRING, "10:50");
                publish("a-1", Alert.State.RESOLVED, "10:50");

                await().atMost(RunningDashboard.PATIENCE)
                        .until(() -> receiver.taken().size() == 2);
                assertThat(receiver.received())
                        .extracting(Received::answered)
                        .containsExactly(503, StandInReceiver.SILENCE, 302, 200, 200);
                assertThat(receiver.received()).allMatch(it -> it.delivery().matches("alert_[0-9a-f]{32}"));
                assertThat(receiver.received().subList(0, 4))
                        .extracting(Received::delivery)
                        .containsOnly(receiver.taken().get(0).delivery());
                assertThat(receiver.taken().get(0).body()).isEqualTo(json("a-1", Alert.State.FIRING, "10:50"));
                assertThat(receiver.taken().get(1).body()).isEqualTo(json("a-1", Alert.State.RESOLVED, "10:50"));
                for (Received request : receiver.received()) {
                    assertThat(request.isSigned()).isTrue();
                }
                assertThat(dashboard.management("/actuator/prometheus").body())
                        .contains("dashboard_webhook_alerts_total{outcome=\"delivered\"} 2.0")
                        .contains("dashboard_webhook_alerts_total{outcome=\"skipped\"} 1.0")
                        .contains("dashboard_webhook_attempts_failed_total 3.0");
            }

            // While nobody is there to tell it, and the receiver is not well afterwards.
            publish("a-1", Alert.State.FIRING, "10:55");
            receiver.answers(500);
            try (RunningDashboard dashboard = dashboard(receiver)) {
                await().atMost(RunningDashboard.PATIENCE)
                        .until(() -> receiver.received().size() > 5);
                assertThat(dashboard.management("/actuator/health").body()).contains("failing_since", "answered 500");
                assertThat(dashboard.isReady()).as("the dashboard goes on").isTrue();
            }
            receiver.answers(200);
            try (RunningDashboard dashboard = dashboard(receiver)) {
                await().atMost(RunningDashboard.PATIENCE)
                        .until(() -> receiver.taken().size() == 3);
                publish("a-1", Alert.State.RESOLVED, "10:55");
                await().atMost(RunningDashboard.PATIENCE)
                        .until(() -> receiver.taken().size() == 4);
                assertThat(dashboard.management("/actuator/health").body()).doesNotContain("failing_since");
            }
            assertThat(receiver.taken())
                    .extracting(Received::body)
                    .containsExactly(
                            json("a-1", Alert.State.FIRING, "10:50"),
                            json("a-1", Alert.State.RESOLVED, "10:50"),
                            json("a-1", Alert.State.FIRING, "10:55"),
                            json("a-1", Alert.State.RESOLVED, "10:55"));
            assertThat(receiver.received()).extracting(Received::body).noneMatch(body -> body.contains("from-before"));
        }
    }

    private static RunningDashboard dashboard(StandInReceiver receiver) throws Exception {
        RunningDashboard dashboard = RunningDashboard.start(
                broker,
                "ALERT_WEBHOOK_URL",
                receiver.address(),
                "ALERT_WEBHOOK_SECRET",
                StandInReceiver.SECRET,
                "ALERT_WEBHOOK_TIMEOUT",
                "PT0.5S");
        await().atMost(RunningDashboard.PATIENCE)
                .until(() -> dashboard.management("/actuator/health").body().contains("\"listening\":true"));
        return dashboard;
    }

    private static void publish(String id, Alert.State state, String since) {
        topics.send(Topics.ALERTS, id, alert(id, state, since).toJson());
        topics.flush();
    }

    private static String json(String id, Alert.State state, String since) {
        return new String(alert(id, state, since).toJson(), UTF_8);
    }

    private static Alert alert(String id, Alert.State state, String since) {
        return new Alert(id, "orders", "total", "SPIKE", state, 90, 10, 4.2, at(since), at("10:50"));
    }
}
