package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void without_an_offset_the_ports_are_those_of_the_design() {
        var ports = new Ports(0);

        assertThat(ports.dashboard()).isEqualTo(8080);
        assertThat(ports.flinkRest()).isEqualTo(8081);
        assertThat(ports.bookingService()).isEqualTo(8091);
        assertThat(ports.orderService()).isEqualTo(8092);
        assertThat(ports.kafka()).isEqualTo(9092);
        assertThat(ports.dashboardManagement()).isEqualTo(9180);
        assertThat(ports.bookingServiceManagement()).isEqualTo(9191);
        assertThat(ports.orderServiceManagement()).isEqualTo(9192);
    }

    @Test
    void a_taken_port_is_named_with_its_purpose_and_a_way_out() throws Exception {
        var ports = FreePorts.offset();
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.orderService()));

            assertThat(ports.complaint())
                    .startsWith("Already taken on 127.0.0.1: port " + ports.orderService() + " (order-service).")
                    .contains("--port-offset")
                    .doesNotContain("\n");
        }
    }

    @Test
    void free_ports_are_no_reason_to_complain() {
        assertThat(FreePorts.offset().complaint()).isEmpty();
    }
}
