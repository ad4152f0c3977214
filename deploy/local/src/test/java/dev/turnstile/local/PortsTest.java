package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void without_an_offset_the_ports_are_those_of_the_design() {
        var ports = new Ports(0);

        assertThat(ports.dashboard()).isEqualTo(8080);
        assertThat(ports.flinkRest()).isEqualTo(8081);
        assertThat(ports.bookingService()).isEqualTo(8091);
        assertThat(ports.orderService()).isEqualTo(8092);
        assertThat(ports.eventService()).isEqualTo(8093);
        assertThat(ports.kafka()).isEqualTo(9092);
        assertThat(ports.flinkJobManagerMetrics()).isEqualTo(9249);
        assertThat(ports.flinkTaskManagerMetrics()).isEqualTo(9250);
        assertThat(ports.prometheus()).isEqualTo(9090);
        assertThat(ports.postgresql()).isEqualTo(5433);
        assertThat(ports.redis()).isEqualTo(6380);
        assertThat(ports.dashboardManagement()).isEqualTo(9180);
        assertThat(ports.bookingServiceManagement()).isEqualTo(9191);
        assertThat(ports.orderServiceManagement()).isEqualTo(9192);
        assertThat(ports.eventServiceManagement()).isEqualTo(9193);
    }

    @Test
    void a_taken_port_is_named_with_its_purpose_and_a_way_out() throws Exception {
        var ports = FreePorts.ports();
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.orderService()));

            assertThat(ports.complaint(true))
                    .startsWith("Already taken on 127.0.0.1: port " + ports.orderService() + " (order-service).")
                    .contains("--port-offset")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, results-dashboard on 8081, 'Flink, web and REST'",
        "100, Kafka on 9192, 'order-service, management'",
        "1000, order-service on 9092, Kafka"
    })
    void an_offset_at_which_two_platforms_get_in_each_others_way_is_refused_with_the_reason(
            int offset, String clash, String other) {
        assertThat(new Ports(offset).collision())
                .contains(clash, "without an offset is " + other, "--port-offset " + offset, "for example 10000")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000})
    void at_most_round_offsets_they_do_not(int offset) {
        assertThat(new Ports(offset).collision()).isEmpty();
    }

    @Test
    void a_prometheus_of_the_system_is_in_the_way_of_ours_alone() throws Exception {
        var ports = FreePorts.ports();
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.prometheus()));

            assertThat(ports.complaint(true)).contains(ports.prometheus() + " (Prometheus)");
            assertThat(ports.complaint(false)).isEmpty();
        }
    }

    @Test
    void free_ports_are_no_reason_to_complain() {
        assertThat(FreePorts.ports().complaint(true)).isEmpty();
    }
}
