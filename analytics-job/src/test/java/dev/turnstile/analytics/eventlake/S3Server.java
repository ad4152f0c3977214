package dev.turnstile.analytics.eventlake;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/** A server that speaks the protocol of S3, as a process of its own, and Flink's file system told of it. */
final class S3Server implements AutoCloseable {

    private static final String BUCKET = "music";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Process process;

    private S3Server(Process process) {
        this.process = process;
    }

    static S3Server start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dserver.address=127.0.0.1",
                        "-Dserver.port=0",
                        "-Dhttp.port=" + port,
                        "-Dvectors.http.port=0",
                        "-Dvectors.https.port=0",
                        "-Dcom.adobe.testing.s3mock.store.root=" + directory,
                        "-Dcom.adobe.testing.s3mock.store.initial-buckets=" + BUCKET,
                        "-jar",
                        Path.of("target", "s3", "s3mock.jar").toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        S3Server server = new S3Server(process);
        await().atMost(LIMIT).until(() -> isOpen(port));
        Configuration configuration = new Configuration();
        configuration.setString("s3.endpoint", "http://127.0.0.1:" + port);
        configuration.setString("s3.path.style.access", "true");
        configuration.setString("s3.access-key", "any");
        configuration.setString("s3.secret-key", "any");
        FileSystem.initialize(configuration, null);
        return server;
    }

    String bucket() {
        return "s3://" + BUCKET;
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        FileSystem.initialize(new Configuration(), null);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
