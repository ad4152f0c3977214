package dev.turnstile.dashboard.stream;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.store.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A snapshot on its way to one client, a buffer at a time: it can be large, and is the same objects that the store
 * holds, so it costs little until it is written.
 */
final class SnapshotEvent {

    private final EventId id;
    private final Deque<Section> sections = new ArrayDeque<>();
    private boolean isStarted;

    SnapshotEvent(EventId id, Snapshot snapshot) {
        this.id = id;
        sections.add(new Section("{\"definitions\":[", snapshot.definitions()));
        sections.add(new Section("],\"results\":[", snapshot.results()));
        sections.add(new Section("],\"live\":[", snapshot.live()));
        sections.add(new Section("],\"alerts\":[", snapshot.alerts()));
        sections.add(new Section("],\"ledger\":[", snapshot.ledger()));
        sections.add(new Section("],\"rows\":[", snapshot.rows()));
    }

    /** Fills the buffer; true once all is written. */
    boolean writeInto(EventBuffer buffer) {
        if (!isStarted) {
            buffer.write("id: " + id + "\n");
            buffer.startEvent("snapshot");
            isStarted = true;
        }
        while (!sections.isEmpty() && !buffer.isFull()) {
            if (sections.getFirst().writeInto(buffer)) {
                sections.removeFirst();
            }
        }
        boolean isAll = sections.isEmpty();
        if (isAll) {
            buffer.write("]}");
            buffer.endEvent();
        }
        return isAll;
    }

    /** One array, and what stands before it. */
    private static final class Section {

        private final Iterator<Json> elements;
        private String before;

        Section(String opening, List<Json> elements) {
            this.before = opening;
            this.elements = elements.iterator();
        }

        boolean writeInto(EventBuffer buffer) {
            String separator = before;
            if (!elements.hasNext()) {
                // An opening that was not written yet belongs to an empty array.
                buffer.write(separator.equals(",") ? "" : separator);
                return true;
            }
            while (elements.hasNext() && !buffer.isFull()) {
                buffer.write(before);
                buffer.write(elements.next());
                before = ",";
            }
            return !elements.hasNext();
        }
    }
}
