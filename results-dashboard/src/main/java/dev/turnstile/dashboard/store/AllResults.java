package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The results of all pipelines, within a bound on bytes that they share. */
final class AllResults {

    private final Limits limits;
    private final Map<String, PipelineResults> byPipeline = new LinkedHashMap<>();

    AllResults(Limits limits) {
        this.limits = limits;
    }

    /** Takes a result in; false when it changes nothing. */
    boolean put(WindowResult result) {
        return byPipeline
                .computeIfAbsent(result.pipeline(), name -> new PipelineResults(limits.kept(), limits.mostResults()))
                .put(result);
    }

    /** The newest {@code most} settled results of a range, ascending by window, then dimension. */
    List<WindowResult> settled(String pipeline, TimeRange range, @Nullable String dimension, int most) {
        PipelineResults of = byPipeline.get(pipeline);
        return of == null ? List.of() : of.settled().newest(range, dimension, most);
    }

    /** The newest whole windows of each pipeline, ascending, {@code most} results of each at most. */
    List<Json> newest(Predicate<String> isWanted, Function<PipelineResults, Windows> windows, int most) {
        return byPipeline.entrySet().stream()
                .filter(of -> isWanted.test(of.getKey()))
                .flatMap(of -> windows.apply(of.getValue()).newestWhole(most).stream())
                .map(WindowResult::json)
                .toList();
    }

    /** The results of all windows that are still open, ascending by window within each pipeline. */
    List<WindowResult> live() {
        return byPipeline.values().stream()
                .flatMap(of -> of.live().newestWhole(Integer.MAX_VALUE).stream())
                .toList();
    }

    int count() {
        return byPipeline.values().stream()
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
            hasMadeRoom = byPipeline.values().stream()
                    .filter(of -> of.settled().hasSeveral())
                    .max(Comparator.comparingLong(of -> of.settled().bytes()))
                    .map(PipelineResults::letGoOfOldest)
                    .isPresent();
        }
    }

    private long bytesOf(Function<PipelineResults, Windows> windows) {
        long bytes = 0;
        for (PipelineResults of : byPipeline.values()) {
            bytes += windows.apply(of).bytes();
        }
        return bytes;
    }
}
