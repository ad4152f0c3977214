package dev.turnstile.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Someone else's server that alerts are posted to, which does not always do what it should. */
final class StandInReceiver implements AutoCloseable {

    static final String SECRET = "a secret of some length";

    /** A request as it came. */
    record Received(String delivery, String signature, String body, int answered) {

        boolean isTaken() {
            return answered == 200;
        }

        /** Verifies the signature as the documentation tells a receiver to. */
        boolean isSigned() throws Exception {
            String[] parts = signature.split(",", -1);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal((parts[0].substring("t=".length()) + "." + body).getBytes(UTF_8));
            return parts[1].equals("v1=" + HexFormat.of().formatHex(expected));
        }
    }

    /** Instead of a status: no answer at all. */
    static final int SILENCE = 0;

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Integer> next = new CopyOnWriteArrayList<>();
    private volatile int otherwise = 200;

    private StandInReceiver(HttpServer server) {
        this.server = server;
    }

    static StandInReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandInReceiver receiver = new StandInReceiver(server);
        server.createContext("/", receiver::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return receiver;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts?for=us";
    }

    /** What it answers to the next requests, one after the other; after that, 200. */
    void answersFirst(Integer... statuses) {
        next.addAll(List.of(statuses));
    }

    /** What it answers from now on. */
    void answers(int status) {
        otherwise = status;
    }

    /** Every request so far. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** What it has taken: what it answered with 200. */
    List<Received> taken() {
        return received.stream().filter(Received::isTaken).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = next.isEmpty() ? otherwise : next.remove(0);
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                headers.getFirst("Turnstile-Delivery"),
                headers.getFirst("Turnstile-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                status));
        if (status == SILENCE) {
            return;
        }
        try (exchange) {
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
