package dev.turnstile.local.flink;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's metrics for Prometheus at 127.0.0.1. Flink's own reporter gives the same, but at every address of the machine,
 * and cannot be told otherwise. Runs in Flink's processes.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

    static final String PORT = "port";

    private static final int MOST_WAITING = 3;

    private final HttpServer server;
    private final HTTPServer exporter;

    LoopbackPrometheusReporter(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MOST_WAITING);
            exporter = new HTTPServer(server, registry(this), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot offer Flink's metrics at 127.0.0.1:" + port, e);
        }
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        exporter.stop();
        super.close();
    }

    /** It is for Flink's own package only. */
    private static CollectorRegistry registry(AbstractPrometheusReporter reporter) {
        try {
            var registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
            registry.setAccessible(true);
            return (CollectorRegistry) registry.get(reporter);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Not the flink-metrics-prometheus that this was written for", e);
        }
    }

    /** Named in Flink's configuration, and found by its service loader. */
    public static final class Factory implements MetricReporterFactory {

        @Override
        public MetricReporter createMetricReporter(Properties settings) {
            return new LoopbackPrometheusReporter(Integer.parseInt(settings.getProperty(PORT)));
        }
    }
}
