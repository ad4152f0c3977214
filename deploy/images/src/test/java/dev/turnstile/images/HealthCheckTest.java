package dev.turnstile.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    @Test
    void only_status_200_is_well() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(HealthCheck.problemAt(address + "/ready")).isNull();
            assertThat(HealthCheck.problemAt(address + "/down")).isEqualTo(address + "/down answers with status 503");
        } finally {
            server.stop(0);
        }
        assertThat(HealthCheck.problemAt(address + "/ready")).contains("does not answer");
    }

    @Test
    void the_environments_address_comes_before_the_images() {
        String[] ofTheImage = {"http://127.0.0.1:1"};

        assertThat(HealthCheck.address(ofTheImage, Map.of())).isEqualTo("http://127.0.0.1:1");
        assertThat(HealthCheck.address(ofTheImage, Map.of("HEALTH_CHECK_URL", "http://127.0.0.1:2")))
                .isEqualTo("http://127.0.0.1:2");
        assertThatThrownBy(() -> HealthCheck.address(new String[0], Map.of()))
                .hasMessageContaining("the address to ask");
    }
}
