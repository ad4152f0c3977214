package dev.turnstile.events.results;

import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hour of one topic in the lake: its folder.
 *
 * @param topic also the folder's first name
 * @param rows in files that are visible
 * @param waitingRows admitted, and not in a visible file yet; none once the hour is settled
 * @param lateRows of the rows, those that came when the hour was closed already
 * @param files that are visible
 * @param bytes of these files
 * @param firstEventAt the earliest row's event time; null as long as there is none
 * @param lastEventAt the latest row's event time; null as long as there is none
 * @param rowsByMinute of event time, sixty of them; the waiting ones too
 * @param offsets where in the topic the rows come from, by partition
 * @param committedAt when the newest file became visible, by the job's clock; null as long as there is none
 */
public record LakeHour(
        Settlement settlement,
        String topic,
        long rows,
        long waitingRows,
        long lateRows,
        int files,
        long bytes,
        @Nullable Instant firstEventAt,
        @Nullable Instant lastEventAt,
        long[] rowsByMinute,
        List<OffsetRange> offsets,
        @Nullable Instant committedAt) {

    public static final String PIPELINE = "lake";

    /** From the first to the last offset of a partition, both inclusive; not each between them needs to be a row. */
    public record OffsetRange(int partition, long first, long last) {}

    public LakeHour {
        offsets = List.copyOf(offsets);
    }

    public String key() {
        return settlement.key(PIPELINE, topic);
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", PIPELINE).text("topic", topic);
            settlement.writeWindow(json);
            json.number("rows", rows)
                    .number("waiting_rows", waitingRows)
                    .number("late_rows", lateRows)
                    .number("files", files)
                    .number("bytes", bytes)
                    .time("first_event_at", firstEventAt)
                    .time("last_event_at", lastEventAt)
                    .numbers("rows_by_minute", rowsByMinute)
                    .objects(
                            "offsets",
                            offsets,
                            (range, offset) -> range.number("partition", offset.partition())
                                    .number("first", offset.first())
                                    .number("last", offset.last()))
                    .time("committed_at", committedAt);
            settlement.writeStatus(json);
        });
    }
}
