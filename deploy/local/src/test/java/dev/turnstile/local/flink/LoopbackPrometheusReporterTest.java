package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;

class LoopbackPrometheusReporterTest {

    @Test
    void flink_finds_it_by_the_name_in_its_configuration() {
        var configured = new FlinkConfiguration(
                        8081, 6123, 4, StateBackend.HASHMAP, ObjectStorage.from(Map.of()), Path.of("tmp"))
                .settings()
                .get("metrics.reporter.prom.factory.class");

        assertThat(ServiceLoader.load(MetricReporterFactory.class))
                .extracting(factory -> factory.getClass().getName())
                .contains(configured);
    }

    @Test
    void it_answers_on_this_machine_only() throws Exception {
        var anyPort = new Properties();
        anyPort.setProperty(LoopbackPrometheusReporter.PORT, "0");
        var reporter =
                (LoopbackPrometheusReporter) new LoopbackPrometheusReporter.Factory().createMetricReporter(anyPort);
        try {
            assertThat(reporter.address().getAddress().isLoopbackAddress()).isTrue();
            var request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + reporter.address().getPort() + "/metrics"));
            assertThat(HttpClient.newHttpClient()
                            .send(request.build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            reporter.close();
        }
    }
}
