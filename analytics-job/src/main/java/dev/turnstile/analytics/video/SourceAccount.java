package dev.turnstile.analytics.video;

import dev.turnstile.events.video.SourceTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What one source has sent so far. */
final class SourceAccount {

    /** What is kept of it in the state. */
    public record Saved(
            long frames,
            long bytes,
            long widths,
            long heights,
            long brightnessHundredths,
            double expectedFps,
            long[] newestTimes) {}

    /** The rate is measured over so many frames at the most; at a hundred frames a second, over the newest 5 s. */
    private static final int MOST_TIMES = 512;

    private static final long MEASURED_MILLIS = Duration.ofSeconds(10).toMillis();

    private long frames;
    private long bytes;
    private long widths;
    private long heights;
    private long brightnessHundredths;
    private double expectedFps;
    /** Event times, ascending. */
    private long[] newestTimes = new long[0];

    void add(FrameAnalysis frame, double expected) {
        frames++;
        bytes += frame.sizeBytes();
        widths += frame.width();
        heights += frame.height();
        brightnessHundredths += frame.brightnessHundredths();
        expectedFps = expected;
        addTime(frame.time());
    }

    private void addTime(long time) {
        int found = Arrays.binarySearch(newestTimes, time);
        int at = found < 0 ? -found - 1 : found;
        long[] times = new long[newestTimes.length + 1];
        System.arraycopy(newestTimes, 0, times, 0, at);
        times[at] = time;
        System.arraycopy(newestTimes, at, times, at + 1, newestTimes.length - at);
        long oldest = times[times.length - 1] - MEASURED_MILLIS;
        int from = Math.max(0, times.length - MOST_TIMES);
        while (times[from] < oldest) {
            from++;
        }
        newestTimes = from == 0 ? times : Arrays.copyOfRange(times, from, times.length);
    }

    /** The newest frame's event time, epoch milliseconds. */
    long newestTime() {
        return newestTimes[newestTimes.length - 1];
    }

    SourceTotals totals(String source) {
        return new SourceTotals(
                source,
                frames,
                bytes,
                average(100L * widths),
                average(100L * heights),
                average(brightnessHundredths),
                framesPerSecond(),
                expectedFps,
                Instant.ofEpochMilli(newestTime()));
    }

    private double average(long hundredths) {
        return Math.round((double) hundredths / frames) / 100.0;
    }

    private double framesPerSecond() {
        long span = newestTime() - newestTimes[0];
        return span == 0 ? 0 : Math.round(100_000.0 * (newestTimes.length - 1) / span) / 100.0;
    }

    Saved saved() {
        return new Saved(frames, bytes, widths, heights, brightnessHundredths, expectedFps, newestTimes);
    }

    static SourceAccount of(Saved saved) {
        SourceAccount account = new SourceAccount();
        account.frames = saved.frames();
        account.bytes = saved.bytes();
        account.widths = saved.widths();
        account.heights = saved.heights();
        account.brightnessHundredths = saved.brightnessHundredths();
        account.expectedFps = saved.expectedFps();
        account.newestTimes = saved.newestTimes();
        return account;
    }
}
