package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.JsonField;
import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.TableDefinition;
import dev.turnstile.dashboard.store.TableRow;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rows of a table: the last record of a key is true.
 *
 * @param keyField a text, by which a record is an upsert
 * @param rankField a number, or a time in ISO-8601: the highest ones are kept
 * @param isKeyed whether the records' keys are those of the rows: one without a value then says that its row is gone
 */
record TableRule(TableDefinition table, String keyField, String rankField, boolean isKeyed) implements RecordRule {

    /** Of facts. */
    static TableRule of(String pipeline, String name, int most, String keyField, String rankField) {
        return new TableRule(new TableDefinition(pipeline, name, most), keyField, rankField, false);
    }

    /** Of a topic that keeps the latest of each key. */
    static TableRule ofLatest(String pipeline, String name, int most, String keyField, String rankField) {
        return new TableRule(new TableDefinition(pipeline, name, most), keyField, rankField, true);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
        if (isKeyed && record.key() != null && record.value() == null) {
            store.remove(table, new String(record.key(), UTF_8));
            return;
        }
        JsonObject json = JsonObject.read(record.value());
        store.put(new TableRow(table, json.text(keyField), rank(json), json.asItCame()));
    }

    private double rank(JsonObject json) throws UnreadableRecordException {
        JsonField field = json.fields().get(rankField);
        try {
            if (field != null && field.kind() == JsonField.Kind.NUMBER) {
                return Double.parseDouble(field.text());
            }
            if (field != null && field.kind() == JsonField.Kind.TEXT) {
                return Instant.parse(field.text()).toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableRecordException(
                    "expected a number or a time such as 2025-11-24T10:50:00Z as " + rankField);
        }
        throw new UnreadableRecordException("expected a number or a time as " + rankField);
    }
}
