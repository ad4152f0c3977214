package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Countable;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.EventReader;
import dev.turnstile.analytics.windows.Identity;
import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.analytics.windows.Undoing;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.reading.RecordReader;
import dev.turnstile.definitions.reading.RecordReaders;
import dev.turnstile.definitions.reading.Row;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads records as a definition says, and makes of each what is counted. */
final class DefinedReader implements EventReader<Countable> {

    /** With which an identity begins that is no field's. Those of texts begin with no control character. */
    private static final byte UNDOES = 1;

    private static final byte GIVEN = 2;

    private static final int MOST_BYTES_OF_GIVEN = 255;

    private final Definition definition;
    private final Amount[] amounts;
    private final int[] distinctParts;
    private final boolean[] isDistinctText;
    private final int[] id;
    private final int[] by;
    private final int time;
    private final boolean[] isText;

    /**
     * By which one that comes again is found to say something else: all but the id, which is the same, and the event time, which
     * is another when something is sent again.
     */
    private final int[] compared;

    private final int undoes;
    private final int undoingId;
    private final int undoingAmount;
    private final long[] nothing;

    private transient RecordReader reader;

    DefinedReader(Definition definition, Plan plan) {
        this.definition = definition;
        this.amounts = plan.amounts().toArray(Amount[]::new);
        this.distinctParts = IntStream.range(0, amounts.length)
                .filter(part -> amounts[part].distinctField() >= 0)
                .toArray();
        this.isDistinctText = new boolean[distinctParts.length];
        for (int n = 0; n < distinctParts.length; n++) {
            Field field = definition.fields().get(amounts[distinctParts[n]].distinctField());
            isDistinctText[n] = field.type() == Field.Type.STRING;
        }
        this.id = indexes(definition, definition.id());
        this.by = indexes(definition, definition.by());
        this.isText = new boolean[definition.fields().size()];
        for (int field = 0; field < isText.length; field++) {
            isText[field] = typeOf(field) == Field.Type.STRING;
        }
        this.time = definition.indexOf(definition.time());
        this.compared = IntStream.range(0, isText.length)
                .filter(field -> field != time && IntStream.of(id).noneMatch(of -> of == field))
                .toArray();
        Definition.Cancellations cancellations = definition.cancellations();
        Definition.Part part = cancellations == null ? null : cancellations.part();
        this.undoes = cancellations == null ? -1 : definition.indexOf(cancellations.undoes());
        this.undoingId =
                cancellations == null || cancellations.id() == null ? -1 : definition.indexOf(cancellations.id());
        this.undoingAmount = part == null ? -1 : definition.indexOf(part.amount());
        this.nothing = plan.parts().ofNothing();
        this.reader = RecordReaders.of(definition);
    }

    private static int[] indexes(Definition definition, List<String> fields) {
        return fields.stream().mapToInt(definition::indexOf).toArray();
    }

    /** What is compiled of the definition goes to the tasks as the definition, and is compiled there. */
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        reader = RecordReaders.of(definition);
    }

    @Override
    public Reading<Event<Countable>> read(Arrival record, long now) {
        Reading<Row> reading = reader.read(record.value(), record.headers(), now);
        if (!(reading instanceof Reading.Accepted<Row> accepted)) {
            return reading.map(row -> {
                throw new IllegalStateException("a record that was not accepted has no row");
            });
        }
        try {
            Row row = accepted.event();
            return new Reading.Accepted<>(row.isCancellation() ? cancellation(row, record) : event(row, record));
        } catch (ArithmeticException e) {
            return Reading.rejected(
                    RejectionReason.OUT_OF_RANGE,
                    "expected a product of at most 18 digits, it does not fit into 64 bits");
        }
    }

    private Event<Countable> event(Row row, Arrival record) {
        long[] parts = new long[amounts.length];
        for (int part = 0; part < parts.length; part++) {
            parts[part] = amounts[part].of(row);
        }
        byte[][] values = new byte[distinctParts.length][];
        for (int n = 0; n < values.length; n++) {
            Amount distinct = amounts[distinctParts[n]];
            if (distinct.isMeant(row)) {
                values[n] = Values.identity(row, distinct.distinctField(), isDistinctText[n]);
            }
        }
        Countable countable = Countable.ofIdentities(key(row), parts, values);
        byte[] identity = identity(row, record);
        return identity == null
                ? Event.withoutId(record, row.number(time), countable)
                : Event.ofIdentity(identity, Values.contents(row, compared, isText), row.number(time), countable);
    }

    /**
     * Without an id of its own a cancellation is told apart by what it undoes. An id of a text begins with no control
     * character, and one of anything else with a zero.
     */
    private Event<Countable> cancellation(Row row, Arrival record) {
        byte[] undone = Values.identity(row, undoes, isText[undoes]);
        byte[] own = undoingId >= 0 && row.isPresent(undoingId)
                ? Values.identity(row, undoingId, isText[undoingId])
                : new byte[0];
        byte[] id = ByteBuffer.allocate(3 + undone.length + own.length)
                .put(UNDOES)
                .putShort((short) undone.length)
                .put(undone)
                .put(own)
                .array();
        long amount = undoingAmount >= 0 && row.isPresent(undoingAmount) ? row.number(undoingAmount) : Layout.NONE;
        Countable countable = Countable.undoing(Undoing.of(undone, amount), nothing.clone(), distinctParts.length);
        return Event.undoing(id, Values.contents(row, compared, isText), row.number(time), countable, record);
    }

    private String key(Row row) {
        if (by.length == 1) {
            return row.text(by[0], typeOf(by[0]));
        }
        if (by.length == 0) {
            return "";
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < by.length; i++) {
            if (i > 0) {
                key.append(ResultJson.BETWEEN_VALUES);
            }
            key.append(row.text(by[i], typeOf(by[i])));
        }
        return key.toString();
    }

    /** Null if the record has none of the fields that it is told apart by, and its sender gave it no id either. */
    private byte @Nullable [] identity(Row row, Arrival record) {
        byte[] own = identity(row);
        byte[] given = own == null ? record.headers().get(RecordReader.EVENT_ID) : null;
        return given == null || given.length > MOST_BYTES_OF_GIVEN
                ? own
                : ByteBuffer.allocate(1 + given.length).put(GIVEN).put(given).array();
    }

    private byte @Nullable [] identity(Row row) {
        if (id.length == 1) {
            return row.isPresent(id[0]) ? Values.identity(row, id[0], typeOf(id[0]) == Field.Type.STRING) : null;
        }
        boolean isAnyPresent = false;
        StringBuilder all = new StringBuilder();
        for (int field : id) {
            isAnyPresent |= row.isPresent(field);
            all.append(row.isPresent(field) ? row.text(field, typeOf(field)) : "")
                    .append(ResultJson.BETWEEN_VALUES);
        }
        return isAnyPresent ? Identity.bytesOf(all.toString()) : null;
    }

    private Field.Type typeOf(int field) {
        return definition.fields().get(field).type();
    }
}
