package dev.turnstile.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says beside its answers: to browsers, to caches, to whoever operates it. */
class PageFilesIT {

    private static KafkaBroker broker;
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = KafkaBroker.start(directory);
        ResultTopics.create(broker).close();
        dashboard = RunningDashboard.start(
                broker,
                "BOOKING_SERVICE_URL",
                "https://bookings.example",
                "ORDER_SERVICE_URL",
                "http://127.0.0.1:8092/",
                "FLINK_REST_URL",
                "http://127.0.0.1:1,http://127.0.0.1:2");
    }

    @AfterAll
    static void stop() {
        dashboard.close();
        broker.close();
    }

    @Test
    void the_page_may_run_its_own_scripts_and_its_import_map_and_talk_to_the_services_only() throws Exception {
        var answer = dashboard.get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'")
                        .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; ")
                        .contains("connect-src 'self' https://bookings.example http://127.0.0.1:8092; ")
                        .doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/js/main.js", "/css/page.css"})
    void its_own_files_are_asked_for_again_and_mostly_have_not_changed(String path) throws Exception {
        var first = dashboard.get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("cache-control")).hasValue("no-cache");

        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(dashboard.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(dashboard.get(path, "If-None-Match", "W/\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_static/lit/3.3.3/index.js",
                "/_static/lit-html/3.3.3/lit-html.js",
                "/_static/lit-element/4.2.2/lit-element.js",
                "/_static/reactive-element/2.1.2/reactive-element.js",
                "/_static/echarts/6.0.0/dist/echarts.esm.min.js"
            })
    void the_files_of_its_libraries_are_kept_for_good_and_compressed(String path) throws Exception {
        var answer = dashboard.get(path, "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(answer.headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable", "max-age=31536000"));
        if (answer.body().length() > 1024) {
            assertThat(answer.headers().firstValue("content-encoding")).hasValue("gzip");
        }
    }

    @Test
    void the_stream_is_never_compressed_and_answers_of_the_api_are_never_kept() throws Exception {
        try (EventStream stream = dashboard.stream("/api/stream", "Accept-Encoding", "gzip")) {
            assertThat(stream.header("content-encoding")).isEmpty();
            assertThat(stream.header("cache-control")).isEqualTo("no-store");
        }
        assertThat(dashboard.get("/api/live").headers().firstValue("cache-control"))
                .hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../application.properties",
                "/_static/../../application.properties",
                "/%2e%2e/application.properties",
                "/application.properties",
                "/META-INF/MANIFEST.MF",
                "/actuator/health",
                "/swagger-ui/index.html"
            })
    void nothing_else_is_served(String path) throws Exception {
        assertThat(dashboard.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void it_tells_where_the_services_are() throws Exception {
        assertThat(dashboard.get("/api/links").body()).isEqualTo("""
                        {"bookings":"https://bookings.example/bookings","orders":"http://127.0.0.1:8092/orders",\
                        "flink":"http://127.0.0.1:1"}""");
    }

    @Test
    void the_api_is_described() throws Exception {
        var answer = dashboard.get("/v3/api-docs");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "/api/results/{pipeline}",
                        "/api/live",
                        "/api/alerts",
                        "/api/ledger",
                        "/api/set-aside",
                        "/api/pipelines",
                        "/api/links",
                        "/api/stream",
                        "watermark_lag_seconds",
                        "application/problem+json")
                .doesNotContain("\"/error\"", "\"byte\"");
    }

    @Test
    void health_and_metrics_are_on_a_port_of_their_own() throws Exception {
        assertThat(dashboard.management("/actuator/health/readiness").body()).contains("\"feed\":{", "\"lag\":0");
        assertThat(dashboard.management("/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(dashboard.management("/actuator/prometheus").body())
                .contains(
                        "dashboard_stream_clients",
                        "dashboard_stream_cut_off_total",
                        "dashboard_stream_resets_total",
                        "dashboard_feed_lag",
                        "dashboard_store_results",
                        "dashboard_store_size_bytes");
        assertThat(dashboard.management("/actuator/env").statusCode()).isEqualTo(404);
    }
}
