package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;

/**
 * What one pipeline read in one minute and what became of it: absolute counts, the value on {@code analytics-ledger}.
 *
 * @param minute of arrival, by the broker's append time
 * @param conflicting those of the duplicates that came with other contents than the one that was counted
 * @param unfounded those of the rejected that were to undo what was never counted, or more than is left of it
 * @param processedAt by the job's clock
 */
public record LedgerEntry(
        String pipeline,
        Instant minute,
        long read,
        long counted,
        long duplicate,
        long ignored,
        long late,
        long rejected,
        long conflicting,
        long unfounded,
        Instant processedAt) {

    /** Without any that is worth an alert. */
    public LedgerEntry(
            String pipeline,
            Instant minute,
            long read,
            long counted,
            long duplicate,
            long ignored,
            long late,
            long rejected,
            Instant processedAt) {
        this(pipeline, minute, read, counted, duplicate, ignored, late, rejected, 0, 0, processedAt);
    }

    /** Whether everything that was read is accounted for. */
    public boolean addsUp() {
        return read == counted + duplicate + ignored + late + rejected;
    }

    public String key() {
        return pipeline + "|" + minute;
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", pipeline)
                    .time("minute", minute)
                    .number("read", read)
                    .number("counted", counted)
                    .number("duplicate", duplicate)
                    .number("ignored", ignored)
                    .number("late", late)
                    .number("rejected", rejected);
            if (conflicting > 0) {
                json.number("conflicting", conflicting);
            }
            if (unfounded > 0) {
                json.number("unfounded", unfounded);
            }
            json.time("processed_at", processedAt);
        });
    }
}
