package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.results.LakeHour.OffsetRange;
import java.util.List;

/**
 * A file of the lake, as it is told of. Times are epoch milliseconds.
 *
 * @param name within its folder; no two files ever share one
 * @param lateRows of the rows, those that came when the hour was closed already
 * @param first the earliest row's event time
 * @param last the latest row's event time
 * @param rowsByMinute of event time, sixty of them
 * @param committedAt when it became visible, by the job's clock; 0 as long as it is not
 */
public record LakeFile(
        String name,
        long rows,
        long lateRows,
        long bytes,
        long first,
        long last,
        long[] rowsByMinute,
        List<OffsetRange> offsets,
        long committedAt) {

    LakeFile committed(long now) {
        return new LakeFile(name, rows, lateRows, bytes, first, last, rowsByMinute, offsets, now);
    }
}
