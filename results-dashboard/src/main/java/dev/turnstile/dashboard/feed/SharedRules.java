package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.AlertState;
import dev.turnstile.dashboard.store.LedgerMinute;
import dev.turnstile.dashboard.store.PipelineDefinition;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.events.results.LedgerEntry;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records that every pipeline writes: its definition, alerts, the ledger, and what was set aside. */
final class SharedRules {

    private SharedRules() {}

    /** The definition that a pipeline runs by; a key without a value says that it runs no more. */
    static void definition(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
        if (record.key() != null && record.value() == null) {
            store.removeDefinition(PipelineName.require(new String(record.key(), UTF_8)));
            return;
        }
        JsonObject json = JsonObject.read(record.value());
        String pipeline = PipelineName.in(json);
        store.put(PipelineDefinition.read(pipeline, json.asItCame())
                .orElseThrow(() -> new UnreadableRecordException("expected the definition of a pipeline")));
    }

    static void alert(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
        JsonObject json = JsonObject.read(record.value());
        store.put(new AlertState(
                json.text("alert_id"),
                PipelineName.in(json),
                json.text("kind"),
                json.text("state").equals("firing"),
                Instant.ofEpochMilli(record.timestamp()),
                json.asItCame()));
    }

    static void ledger(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
        JsonObject json = JsonObject.read(record.value());
        LedgerEntry entry = new LedgerEntry(
                PipelineName.in(json),
                json.time("minute"),
                json.count("read"),
                json.count("counted"),
                json.count("duplicate"),
                json.count("ignored"),
                json.count("late"),
                json.count("rejected"),
                json.time("processed_at"));
        store.put(new LedgerMinute(entry, json.asItCame().with("adds_up", entry.addsUp())));
    }

    static void setAside(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store)
            throws UnreadableRecordException {
        store.add(SetAsideRecord.read(record));
    }
}
