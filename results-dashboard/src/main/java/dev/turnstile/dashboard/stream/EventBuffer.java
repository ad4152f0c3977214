package dev.turnstile.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.Json;
import java.io.ByteArrayOutputStream;

/**
 * The next bytes for one client, in the form of Server-Sent Events. See <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the HTML standard, 9.2</a>.
 */
final class EventBuffer {

    /** A little more than this may be in it, never much: the largest JSON object is 64 KiB. */
    private static final int FULL_BYTES = 16 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    boolean isFull() {
        return bytes.size() >= FULL_BYTES;
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** How long a client shall wait before it comes back. */
    void retryAfterMillis(int millis) {
        write("retry: " + millis + "\n\n");
    }

    /** Nothing to tell, but still here. */
    void heartbeat() {
        write(": still here\n\n");
    }

    /** An id alone is no event, but becomes the client's last one. */
    void idOnly(EventId id) {
        write("id: " + id + "\n\n");
    }

    void event(String name, Json data) {
        startEvent(name);
        write(data);
        endEvent();
    }

    void event(EventId id, String name, Json data) {
        write("id: " + id + "\n");
        event(name, data);
    }

    void startEvent(String name) {
        write("event: " + name + "\ndata: ");
    }

    void endEvent() {
        write("\n\n");
    }

    void write(String text) {
        bytes.writeBytes(text.getBytes(UTF_8));
    }

    void write(Json json) {
        json.writeTo(bytes);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
