package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.results.LakeHour;
import dev.turnstile.events.results.LakeHour.OffsetRange;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The visible files of one hour, and what was said of them: the sums are made of the files each time, so that they
 * cannot disagree with them.
 */
final class HourFiles {

    /** No manifest was written yet. */
    static final int OPEN = -1;

    private final Folder folder;
    private final TreeMap<String, LakeFile> files = new TreeMap<>();
    private final Map<Integer, long[]> waitingByWriter = new HashMap<>();
    private int revision;

    /** @param revision of the manifest that was written, or {@link #OPEN} */
    HourFiles(Folder folder, int revision, Collection<LakeFile> files) {
        this.folder = folder;
        this.revision = revision;
        files.forEach(this::add);
    }

    /** Adds a file; false if it was known, as it is when it was published again after a failure. */
    boolean add(LakeFile file) {
        return files.putIfAbsent(file.name(), file) == null;
    }

    /** What waits at one writer; what it told before is void. */
    void waits(int writer, long[] byMinute) {
        waitingByWriter.put(writer, byMinute);
    }

    /** From here on a manifest says what there is. */
    void revise() {
        revision++;
    }

    boolean isOpen() {
        return revision == OPEN;
    }

    int revision() {
        return revision;
    }

    Folder folder() {
        return folder;
    }

    Collection<LakeFile> files() {
        return files.values();
    }

    /** What is told of the hour. */
    LakeHour told(Instant now) {
        long[] byMinute = new long[Folder.MINUTES];
        files.values().forEach(file -> addTo(byMinute, file.rowsByMinute()));
        long waiting = 0;
        if (isOpen()) {
            for (long[] ofWriter : waitingByWriter.values()) {
                addTo(byMinute, ofWriter);
                waiting += sum(ofWriter);
            }
        }
        Instant start = Instant.ofEpochMilli(folder.hour());
        Status status = isOpen() ? Status.PROVISIONAL : revision == 0 ? Status.FINAL : Status.CORRECTED;
        return new LakeHour(
                new Settlement(start, start.plus(Duration.ofHours(1)), status, Math.max(0, revision), now),
                folder.topic(),
                sumOf(LakeFile::rows),
                waiting,
                sumOf(LakeFile::lateRows),
                files.size(),
                sumOf(LakeFile::bytes),
                time(LakeFile::first, Math::min),
                time(LakeFile::last, Math::max),
                byMinute,
                offsets(),
                time(LakeFile::committedAt, Math::max));
    }

    private long sumOf(ToLongFunction<LakeFile> what) {
        return files.values().stream().mapToLong(what).sum();
    }

    private @Nullable Instant time(ToLongFunction<LakeFile> what, LongBinaryOperator of) {
        var time = files.values().stream().mapToLong(what).reduce(of);
        return time.isPresent() ? Instant.ofEpochMilli(time.getAsLong()) : null;
    }

    private List<OffsetRange> offsets() {
        TreeMap<Integer, OffsetRange> ranges = new TreeMap<>();
        files.values().stream()
                .flatMap(file -> file.offsets().stream())
                .forEach(range -> ranges.merge(range.partition(), range, HourFiles::span));
        return List.copyOf(ranges.values());
    }

    static OffsetRange span(OffsetRange a, OffsetRange b) {
        return new OffsetRange(a.partition(), Math.min(a.first(), b.first()), Math.max(a.last(), b.last()));
    }

    private static void addTo(long[] sums, long[] counts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts[i];
        }
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
