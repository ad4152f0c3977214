package dev.turnstile.dashboard.feed;

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
 */
record TableRule(TableDefinition table, String keyField, String rankField) implements RecordRule {

    static TableRule of(String pipeline, String name, int most, String keyField, String rankField) {
        return new TableRule(new TableDefinition(pipeline, name, most), keyField, rankField);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
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
