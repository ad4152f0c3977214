package dev.turnstile.dashboard.feed;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.ResultsStore;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of a topic's records. */
@FunctionalInterface
interface RecordRule {

    /**
     * Takes a record into the store.
     *
     * @throws UnreadableRecordException if it is not what its topic promises; nothing has changed then
     */
    void take(ConsumerRecord<byte[], byte[]> record, Instant now, ResultsStore store) throws UnreadableRecordException;
}
