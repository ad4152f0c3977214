package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known, and the changes that led to it, under one lock: so that a snapshot and the changes after it
 * leave no gap and repeat nothing.
 *
 * <p>Changes are recorded from {@link #caughtUp()} on. Live results and rows of tables are held back until
 * {@link #publishLive()}, which tells the latest of each only.
 */
public final class ResultsStore {

    /** Enough for what is planned several times over; a bound, because names come from outside. */
    private static final int MOST_PIPELINES = 32;

    private static final int MOST_RESULTS_IN_SNAPSHOT = 3_000;
    private static final int MOST_MINUTES_IN_SNAPSHOT = 120;

    private final Limits limits;
    private final Set<String> pipelines;
    private final NavigableMap<String, PipelineDefinition> definitions = new TreeMap<>();
    private final AllResults results;
    private final Map<String, PipelineLedger> ledgers = new LinkedHashMap<>();
    private final Map<String, Samples> samples = new LinkedHashMap<>();
    private final Tables tables = new Tables();
    private final Alerts alerts = new Alerts();
    private final ChangeLog changes;
    private final Map<String, WindowResult> unpublishedLive = new LinkedHashMap<>();
    private boolean isCaughtUp;

    /** @param expected pipelines that are known before anything of them is */
    public ResultsStore(Limits limits, Collection<String> expected) {
        this.limits = limits;
        this.pipelines = new TreeSet<>(expected);
        this.results = new AllResults(limits);
        this.changes = new ChangeLog(limits.mostChanges(), limits.mostChangeBytes());
    }

    /** Takes it in; false when that changes nothing. */
    public synchronized boolean put(PipelineDefinition definition) {
        boolean isChange = isKnown(definition.pipeline())
                && !definition.equals(definitions.put(definition.pipeline(), definition));
        if (isChange) {
            record(Change.Kind.DEFINITION, definition.pipeline(), definition.json());
        }
        return isChange;
    }

    /** Takes a definition away; false when there is none. What was counted by it stays. */
    public synchronized boolean removeDefinition(String pipeline) {
        boolean isChange = definitions.remove(pipeline) != null;
        if (isChange) {
            record(Change.Kind.DEFINITION, pipeline, Json.ofText("pipeline", pipeline));
        }
        return isChange;
    }

    /** The definitions that run, by their pipelines. */
    public synchronized List<PipelineDefinition> definitions() {
        return List.copyOf(definitions.values());
    }

    /** The definition that a pipeline runs by; one that is code has none. */
    public synchronized Optional<PipelineDefinition> definition(String pipeline) {
        return Optional.ofNullable(definitions.get(pipeline));
    }

    /** Takes it in; false when that changes nothing. */
    public synchronized boolean put(WindowResult result) {
        if (!isKnown(result.pipeline()) || !results.put(result)) {
            return false;
        }
        String key = result.key();
        if (!result.isProvisional()) {
            unpublishedLive.remove(key);
            record(Change.Kind.RESULT, result.pipeline(), result.json());
            results.keepWithinBytes();
        } else if (isCaughtUp) {
            unpublishedLive.put(key, result);
        }
        return true;
    }

    /**
     * Takes a window's result away; false when there is none. It is not told: what takes its place is.
     *
     * @param window the name of the pipeline's window; empty for the live one
     * @param isLive the provisional result, or else the settled one
     */
    public synchronized boolean removeResult(
            String pipeline, String window, String dimension, Instant windowStart, boolean isLive) {
        if (isLive) {
            unpublishedLive.remove(WindowResult.key(pipeline, window, dimension, windowStart));
        }
        return results.remove(pipeline, window, dimension, windowStart, isLive);
    }

    /** Takes it in; false when that changes nothing. */
    public synchronized boolean put(AlertState alert) {
        boolean isChange = isKnown(alert.pipeline()) && alerts.put(alert);
        if (isChange) {
            record(Change.Kind.ALERT, alert.pipeline(), alert.told());
        }
        return isChange;
    }

    /** Takes it in; false when that changes nothing. */
    public synchronized boolean put(LedgerMinute minute) {
        String pipeline = minute.entry().pipeline();
        boolean isChange = isKnown(pipeline)
                && ledgers.computeIfAbsent(pipeline, name -> new PipelineLedger(limits.kept()))
                        .put(minute);
        if (isChange) {
            record(Change.Kind.LEDGER, pipeline, minute.json());
        }
        return isChange;
    }

    /** Takes it in; false when that changes nothing. */
    public synchronized boolean put(TableRow row) {
        return isKnown(row.table().pipeline()) && tables.put(row, isCaughtUp);
    }

    /** Takes a row away; false when there is none. */
    public synchronized boolean remove(TableDefinition table, String key) {
        return tables.remove(table, key, isCaughtUp);
    }

    public synchronized void add(SetAside sample) {
        if (isKnown(sample.pipeline())) {
            samples.computeIfAbsent(samplesKey(sample.pipeline(), sample.kind()), key -> new Samples())
                    .add(sample);
        }
    }

    /** What the topics held at start is in; what comes from now on is news. */
    public synchronized void caughtUp() {
        isCaughtUp = true;
    }

    public synchronized boolean isCaughtUp() {
        return isCaughtUp;
    }

    /** Records the latest of each live result and of each table's row that changed since the last call. */
    public synchronized void publishLive() {
        unpublishedLive.values().forEach(result -> record(Change.Kind.LIVE, result.pipeline(), result.json()));
        unpublishedLive.clear();
        tables.tell((table, told) -> record(Change.Kind.ROW, table.pipeline(), told));
    }

    public synchronized Set<String> pipelines() {
        return Set.copyOf(pipelines);
    }

    /** The newest {@code most} settled results of live windows in a range, ascending by window, then dimension. */
    public synchronized List<WindowResult> results(
            String pipeline, TimeRange range, @Nullable String dimension, int most) {
        return results(pipeline, "", range, dimension, most);
    }

    /** The same of the windows of this name; the live ones have none. */
    public synchronized List<WindowResult> results(
            String pipeline, String window, TimeRange range, @Nullable String dimension, int most) {
        return results.settled(pipeline, window, range, dimension, most);
    }

    /** The names of a pipeline's windows, of those that are defined and those of which there are results. */
    public synchronized Set<String> windows(String pipeline) {
        Set<String> names = new TreeSet<>(results.windows(pipeline));
        definition(pipeline).stream()
                .flatMap(it -> it.windows().stream().skip(1))
                .map(DefinedWindow::name)
                .forEach(names::add);
        return names;
    }

    /** The results of a range as far as they are known, those of windows that are still open too; in no order. */
    public synchronized List<WindowResult> settledAndLive(String pipeline, String window, TimeRange range) {
        return results.settledAndLive(pipeline, window, range);
    }

    /** The start of the newest window of this name, settled or not; nothing before there is one. */
    public synchronized Optional<Instant> newestStart(String pipeline, String window) {
        return results.newestStart(pipeline, window);
    }

    /** The results of all windows that are still open, ascending by window within each pipeline. */
    public synchronized List<WindowResult> live() {
        return results.live();
    }

    /** The rows of a table that have the highest ranks, highest first. */
    public synchronized List<TableRow> table(TableDefinition definition, int most) {
        return tables.highest(definition, most);
    }

    public synchronized List<AlertState> alerts() {
        return alerts.all();
    }

    /** The newest {@code most} minutes of a pipeline's ledger, ascending. */
    public synchronized List<LedgerMinute> ledger(String pipeline, int most) {
        PipelineLedger ledger = ledgers.get(pipeline);
        return ledger == null ? List.of() : ledger.newest(most);
    }

    public synchronized LedgerTotals ledgerTotals(String pipeline) {
        PipelineLedger ledger = ledgers.get(pipeline);
        return ledger == null ? LedgerTotals.NONE : ledger.totals();
    }

    /** The last few records that a pipeline set aside, oldest first. */
    public synchronized List<SetAside> setAside(String pipeline, SetAside.Kind kind) {
        Samples kept = samples.get(samplesKey(pipeline, kind));
        return kept == null ? List.of() : kept.all();
    }

    /** What is known now of these pipelines, or of all when none is named. */
    public synchronized Snapshot snapshot(Set<String> only) {
        publishLive();
        Predicate<String> isWanted = name -> only.isEmpty() || only.contains(name);
        return new Snapshot(
                changes.last(),
                definitions.values().stream()
                        .filter(definition -> isWanted.test(definition.pipeline()))
                        .map(PipelineDefinition::json)
                        .toList(),
                results.newest(isWanted, PipelineResults::settled, MOST_RESULTS_IN_SNAPSHOT),
                results.newest(isWanted, PipelineResults::live, MOST_RESULTS_IN_SNAPSHOT),
                alerts.all().stream()
                        .filter(alert -> isWanted.test(alert.pipeline()))
                        .map(AlertState::told)
                        .toList(),
                pipelines.stream()
                        .filter(isWanted)
                        .flatMap(name -> ledger(name, MOST_MINUTES_IN_SNAPSHOT).stream())
                        .map(LedgerMinute::json)
                        .toList(),
                tables.all().stream()
                        .filter(row -> isWanted.test(row.table().pipeline()))
                        .map(TableRow::told)
                        .toList());
    }

    /** The sequence of the latest change; 0 before the first one. */
    public synchronized long lastChange() {
        return changes.last();
    }

    /** The next {@code most} changes after a sequence; nothing when some of them are forgotten, or it is ahead of all. */
    public synchronized Optional<List<Change>> changesAfter(long sequence, int most) {
        return changes.reachesBackTo(sequence) ? Optional.of(changes.after(sequence, most)) : Optional.empty();
    }

    public synchronized int resultCount() {
        return results.count();
    }

    public synchronized long resultBytes() {
        return results.bytes();
    }

    private void record(Change.Kind kind, String pipeline, Json json) {
        if (isCaughtUp) {
            changes.append(kind, pipeline, json);
        }
    }

    private boolean isKnown(String pipeline) {
        return pipelines.contains(pipeline) || (pipelines.size() < MOST_PIPELINES && pipelines.add(pipeline));
    }

    private static String samplesKey(String pipeline, SetAside.Kind kind) {
        return pipeline + "|" + kind;
    }
}
