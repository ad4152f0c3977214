package dev.turnstile.eventservice;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.reading.RecordReader;
import dev.turnstile.definitions.reading.RecordReaders;
import dev.turnstile.definitions.reading.Row;
import dev.turnstile.events.Reading;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One that runs: judges records as its job will. */
final class Pipeline {

    private static final String BETWEEN_VALUES = "|";

    private final Definition definition;
    private final List<String> undone;

    /** Not in use now: a reader is for one thread at a time, and costs more to make than a record to read. */
    private final Queue<RecordReader> readers = new ConcurrentLinkedQueue<>();

    Pipeline(Definition definition) {
        this.definition = definition;
        Definition.Cancellations cancellations = definition.cancellations();
        this.undone = cancellations == null ? List.of() : List.of(cancellations.undoes());
        readers.add(RecordReaders.of(definition));
    }

    Definition definition() {
        return definition;
    }

    /**
     * Reads a record.
     *
     * @param isRepeatable whether its sender gave a key
     */
    Reading<EventOfPipeline> read(byte[] value, Map<String, byte[]> headers, boolean isRepeatable) {
        RecordReader idle = readers.poll();
        RecordReader reader = idle == null ? RecordReaders.of(definition) : idle;
        Reading<Row> reading = reader.read(value, headers, System.currentTimeMillis());
        String id = reading instanceof Reading.Accepted<Row> accepted ? id(accepted.event()) : null;
        readers.add(reader);
        if (reading instanceof Reading.Rejected<Row> rejected) {
            return new Reading.Rejected<>(rejected.problems());
        }
        boolean isMeant = reading instanceof Reading.Accepted;
        String topic = definition.source().topics().get(0);
        return new Reading.Accepted<>(
                new EventOfPipeline(definition.pipeline(), topic, value, headers, id, isMeant, isRepeatable));
    }

    /** What it is, or undoes, so that both come to one partition; null if it does not say. */
    private @Nullable String id(Row row) {
        List<String> fields = row.isCancellation() ? undone : definition.id();
        if (fields.stream().noneMatch(field -> row.isPresent(definition.indexOf(field)))) {
            return null;
        }
        return fields.stream()
                .map(definition::indexOf)
                .map(field -> row.isPresent(field)
                        ? row.text(field, definition.fields().get(field).type())
                        : "")
                .collect(Collectors.joining(BETWEEN_VALUES));
    }
}
