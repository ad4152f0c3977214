package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of all pipelines, within a bound on bytes that they share. */
final class AllResults {

    /** Of each length that is rolled up: a month of hours, two years of days. */
    private static final int LEAST_WINDOWS = 750;

    private final Limits limits;
    private final Map<Series, PipelineResults> bySeries = new LinkedHashMap<>();

    /** The windows of one length of a pipeline: minutes come and go without the days, and days do not hold minutes up. */
    private record Series(String pipeline, String window) {}

    AllResults(Limits limits) {
        this.limits = limits;
    }

    /** Takes a result in; false when it changes nothing. */
    boolean put(WindowResult result) {
        return bySeries.computeIfAbsent(
                        new Series(result.pipeline(), result.window()),
                        series -> new PipelineResults(keptOf(result), limits.mostResults()))
                .put(result);
    }

    /** Takes a window's result away, provisional or settled; false when there is none. */
    boolean remove(String pipeline, String window, String dimension, Instant windowStart, boolean isLive) {
        PipelineResults of = bySeries.get(new Series(pipeline, window));
        return of != null && (isLive ? of.live() : of.settled()).remove(windowStart, dimension);
    }

    /** As many hours or days as of live windows, but no fewer than people look back. */
    private Duration keptOf(WindowResult result) {
        Duration length = Duration.between(result.windowStart(), result.windowEnd());
        Duration atLeast = result.window().isEmpty() ? Duration.ZERO : length.multipliedBy(LEAST_WINDOWS);
        return limits.kept().compareTo(atLeast) > 0 ? limits.kept() : atLeast;
    }

    /** The newest {@code most} settled results of a range, ascending by window, then dimension. */
    List<WindowResult> settled(String pipeline, String window, TimeRange range, @Nullable String dimension, int most) {
        PipelineResults of = bySeries.get(new Series(pipeline, window));
        return of == null ? List.of() : of.settled().newest(range, dimension, most);
    }

    List<WindowResult> settledAndLive(String pipeline, String window, TimeRange range) {
        return of(pipeline, window)
                .flatMap(of -> Stream.of(of.settled(), of.live()))
                .flatMap(windows -> windows.newest(range, null, Integer.MAX_VALUE).stream())
                .toList();
    }

    Optional<Instant> newestStart(String pipeline, String window) {
        return of(pipeline, window)
                .flatMap(of -> Stream.of(of.settled(), of.live()))
                .filter(windows -> windows.count() > 0)
                .map(Windows::newestStart)
                .max(Comparator.naturalOrder());
    }

    private Stream<PipelineResults> of(String pipeline, String window) {
        return Stream.ofNullable(bySeries.get(new Series(pipeline, window)));
    }

    /** The newest whole windows of each pipeline, ascending, {@code most} results of each at most. */
    List<Json> newest(Predicate<String> isWanted, Function<PipelineResults, Windows> windows, int most) {
        return bySeries.entrySet().stream()
                .filter(of -> isWanted.test(of.getKey().pipeline()))
                .flatMap(of -> windows.apply(of.getValue()).newestWhole(most).stream())
                .map(WindowResult::json)
                .toList();
    }

    /** The results of all windows that are still open, ascending by window within each pipeline. */
    List<WindowResult> live() {
        return bySeries.values().stream()
                .flatMap(of -> of.live().newestWhole(Integer.MAX_VALUE).stream())
                .toList();
    }

    /** The names of a pipeline's windows of which there are results; the live one has none. */
    Set<String> windows(String pipeline) {
        return bySeries.keySet().stream()
                .filter(series -> series.pipeline().equals(pipeline))
                .map(Series::window)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    int count() {
        return bySeries.values().stream()
                .mapToInt(of -> of.settled().count() + of.live().count())
                .sum();
    }

    long bytes() {
        return bytesOf(PipelineResults::settled) + bytesOf(PipelineResults::live);
    }

    /** The pipeline that takes most gives way, so that a broad one does not cost a narrow one its history. */
    void keepWithinBytes() {
        boolean hasMadeRoom = true;
        while (hasMadeRoom && bytesOf(PipelineResults::settled) > limits.mostResultBytes()) {
            hasMadeRoom = bySeries.values().stream()
                    .filter(of -> of.settled().hasSeveral())
                    .max(Comparator.comparingLong(of -> of.settled().bytes()))
                    .map(PipelineResults::letGoOfOldest)
                    .isPresent();
        }
    }

    private long bytesOf(Function<PipelineResults, Windows> windows) {
        long bytes = 0;
        for (PipelineResults of : bySeries.values()) {
            bytes += windows.apply(of).bytes();
        }
        return bytes;
    }
}
