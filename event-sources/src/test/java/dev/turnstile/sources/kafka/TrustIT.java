package dev.turnstile.sources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.kafka.process.BrokerCommand;
import dev.turnstile.kafka.process.BrokerConfiguration;
import dev.turnstile.kafka.process.BrokerJars;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker whose certificate no JVM trusts by itself, as Strimzi's brokers have. */
@Timeout(120)
class TrustIT {

    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private static Path directory;

    private static Path certificate;
    private static Process broker;
    private static String servers;

    @BeforeAll
    static void start() throws Exception {
        Path key = directory.resolve("broker.p12");
        certificate = directory.resolve("ca.crt");
        keytool(key, "-genkeypair -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1");
        keytool(key, "-exportcert -rfc -file " + certificate);

        BrokerConfiguration configuration =
                new BrokerConfiguration(directory.resolve("broker"), freePort(), freePort());
        servers = configuration.bootstrapServers();
        BrokerCommand command = new BrokerCommand(configuration, BrokerJars.ofTheBuild());
        command.prepare();
        Files.writeString(
                directory.resolve("broker/server.properties"),
                """
                # The listener keeps its name and has TLS.
                listener.security.protocol.map=PLAINTEXT:SSL,CONTROLLER:PLAINTEXT
                ssl.keystore.type=PKCS12
                ssl.keystore.location=%s
                ssl.keystore.password=of-this-test
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(key, certificate),
                StandardOpenOption.APPEND);
        File log = directory.resolve("broker.log").toFile();
        broker = new ProcessBuilder(command.line())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    @AfterAll
    static void stop() {
        broker.destroyForcibly().onExit().join();
    }

    /** A file of certificates is no secret: there is no password to it. */
    @Test
    void a_broker_is_trusted_whose_certificate_is_in_the_file() throws Exception {
        try (Admin admin = admin(
                Map.of("KAFKA_SSL_TRUSTSTORE_LOCATION", certificate.toString(), "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"))) {
            assertThat(admin.describeCluster().nodes().get(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void it_is_not_by_a_client_that_was_told_nothing() {
        try (Admin admin = admin(Map.of())) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    private static Admin admin(Map<String, String> trust) {
        Map<String, String> environment =
                new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", servers, "KAFKA_SECURITY_PROTOCOL", "SSL"));
        environment.putAll(trust);
        return Admin.create(KafkaSettings.from(null, environment));
    }

    private static void keytool(Path store, String arguments) throws Exception {
        String line = Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + arguments
                + " -alias broker -storetype PKCS12 -storepass of-this-test -keystore " + store;
        Process keytool = new ProcessBuilder(line.split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
