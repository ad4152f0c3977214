package dev.turnstile.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** With Docker: the compose file's own broker, stores and one of our services, of the images that it names. */
class ComposeContainersIT {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int BOOKINGS_PORT = 8091;

    @Test
    void a_booking_is_taken_by_the_compose_files_broker_with_its_stores_beside_it() throws Exception {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "There is no Docker, so that no container is started");

        try (ComposeContainer platform = new ComposeContainer(
                        Compose.DIRECTORY.resolve("compose.yaml").toFile())
                .withServices("kafka", "create-topics", "booking-service", "postgres", "redis")
                .withOptions("--profile", "market")
                .withBuild(true)
                .withExposedService("booking-service", BOOKINGS_PORT, Wait.forHealthcheck())
                .waitingFor("postgres", Wait.forHealthcheck())
                .waitingFor("redis", Wait.forHealthcheck())
                .withStartupTimeout(LONGEST_START)) {
            platform.start();
            URI bookings = URI.create("http://%s:%d/bookings"
                    .formatted(
                            platform.getServiceHost("booking-service", BOOKINGS_PORT),
                            platform.getServicePort("booking-service", BOOKINGS_PORT)));

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(bookings)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"event_id\":\"concert-42\",\"user_id\":\"u-7\",\"ticket_count\":2}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(List.of("kafka", "postgres", "redis"))
                    .allSatisfy(store -> assertThat(platform.getContainerByServiceName(store + "-1"))
                            .as(store)
                            .hasValueSatisfying(container ->
                                    assertThat(container.isRunning()).isTrue()));
        }
    }
}
