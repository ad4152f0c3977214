package dev.turnstile.sources.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.orders.OrderItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Both services in one, speaking HTTP as they do: 201 with the event and an id that follows from the key, the same
 * answer to the same key, and, when it is told to, everything else that they may answer.
 */
public final class ServiceFake implements AutoCloseable {

    /** What was sent, in the order in which it came. */
    public record Request(String path, String key, String body) {}

    /** An answer other than the good one. */
    public record Trouble(int status, Map<String, String> headers) {}

    private final HttpServer server;
    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Object> taken = new ConcurrentHashMap<>();

    public ServiceFake() {
        this(0);
    }

    /** On this port; 0 picks a free one. */
    public ServiceFake(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(pool);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next request is answered so, and nothing is taken. */
    public void answerNext(int status) {
        troubles.add(new Trouble(status, Map.of()));
    }

    public void answerNext(int status, String header, String value) {
        troubles.add(new Trouble(status, Map.of(header, value)));
    }

    public List<Request> requests() {
        return requests;
    }

    /** The bookings and orders that were taken, each once. */
    public List<Object> taken() {
        return List.copyOf(taken.values());
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            requests.add(new Request(path, key, new String(body, StandardCharsets.UTF_8)));
            Trouble trouble = troubles.poll();
            if (trouble != null) {
                trouble.headers().forEach(exchange.getResponseHeaders()::set);
                answer(exchange, trouble.status(), "{\"title\":\"trouble\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (answers.containsKey(key)) {
                exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            }
            answer(exchange, 201, answers.computeIfAbsent(key, unknown -> take(path, key, body)));
        }
    }

    private byte[] take(String path, String key, byte[] body) {
        if (path.indexOf('/', 1) > 0) {
            // What is undone is not looked for; the services don't either.
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (path.equals("/bookings")) {
            Booking booking = event(JsonReader.read(body, in -> booking(in, "id-of-" + key)));
            taken.put(key, booking);
            return booking.toJson();
        }
        Order order = event(JsonReader.read(body, in -> order(in, "id-of-" + key)));
        taken.put(key, order);
        return order.toJson();
    }

    private Reading<Booking> booking(JsonDocument in, String id) throws IOException {
        String show = null;
        String user = null;
        Integer tickets = null;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "event_id" -> show = in.text();
                case "user_id" -> user = in.text();
                case "ticket_count" -> tickets = in.count(Booking.MOST_TICKETS);
                default -> in.notAllowed("unknown");
            }
        }
        return new Reading.Accepted<>(new Booking(id, show, user, tickets, Instant.now()));
    }

    private Reading<Order> order(JsonDocument in, String id) throws IOException {
        String user = null;
        List<OrderItem> items = new ArrayList<>();
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "user_id" -> user = in.text();
                case "items" -> in.objects(Order.MOST_ITEMS, () -> items.add(item(in)));
                default -> in.notAllowed("unknown");
            }
        }
        Money total = items.stream().map(OrderItem::total).reduce(Money.ZERO, Money::plus);
        int pieces = items.stream().mapToInt(OrderItem::quantity).sum();
        return new Reading.Accepted<>(new Order(id, user, total, Order.PENDING, pieces, Instant.now(), items));
    }

    private static OrderItem item(JsonDocument in) throws IOException {
        String product = null;
        Integer quantity = null;
        Money price = null;
        for (String field = in.nextField(); field != null; field = in.nextField()) {
            switch (field) {
                case "product_id" -> product = in.text();
                case "quantity" -> quantity = in.count(OrderItem.MOST_QUANTITY);
                case "price" -> price = in.money();
                default -> in.notAllowed("unknown");
            }
        }
        return new OrderItem(product, quantity, price);
    }

    private static <T> T event(Reading<T> reading) {
        if (reading instanceof Reading.Accepted<T> accepted) {
            return accepted.event();
        }
        throw new IllegalArgumentException("no good request: " + reading);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
