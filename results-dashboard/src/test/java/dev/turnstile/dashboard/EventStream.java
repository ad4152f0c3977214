package dev.turnstile.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client of Server-Sent Events, as the HTML standard says one reads them. */
final class EventStream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile @Nullable String retry;
    private volatile String lastEventId = "";
    private volatile boolean isEnded;

    /** One event as a browser dispatches it; its id is the last one seen, not only its own. */
    record Event(String name, String data, String lastEventId) {}

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        if (response.statusCode() == 200) {
            Thread reader = new Thread(this::read, "event-stream");
            reader.setDaemon(true);
            reader.start();
        }
    }

    static EventStream open(HttpClient client, URI address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<Event> events(String... names) {
        return events.stream()
                .filter(event -> List.of(names).contains(event.name()))
                .toList();
    }

    /** Lets go of the events that were heard up to now. */
    void forget() {
        events.clear();
    }

    List<String> comments() {
        return List.copyOf(comments);
    }

    @Nullable
    String retry() {
        return retry;
    }

    String lastEventId() {
        return lastEventId;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** Waits for the first event that is so, and returns it. */
    Event await(String what, Predicate<Event> wanted) {
        return Awaitility.await(what)
                .atMost(RunningDashboard.PATIENCE)
                .until(() -> events.stream().filter(wanted).findFirst().orElse(null), event -> event != null);
    }

    Event awaitNamed(String name) {
        return await("an event " + name, event -> event.name().equals(name));
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(name, data.toString().strip(), lastEventId));
                    }
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    comments.add(line.substring(1).strip());
                } else if (line.startsWith("id: ")) {
                    lastEventId = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length())).append('\n');
                } else if (line.startsWith("retry: ")) {
                    retry = line.substring("retry: ".length());
                } else {
                    throw new UncheckedIOException(new IOException("not a line of an event stream: " + line));
                }
            }
        } catch (IOException e) {
            // Closed from either side; what came until then is what counts.
            isEnded = true;
        } finally {
            isEnded = true;
        }
    }
}
