package dev.turnstile.dashboard.store;

import dev.turnstile.events.results.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The minutes of one pipeline's ledger: upserts, because they hold absolute counts. */
final class PipelineLedger {

    private static final int MOST_MINUTES = 10_000;

    private final NavigableMap<Instant, LedgerMinute> byMinute = new TreeMap<>();
    private final Duration kept;

    PipelineLedger(Duration kept) {
        this.kept = kept;
    }

    boolean put(LedgerMinute minute) {
        LedgerMinute before = byMinute.put(minute.entry().minute(), minute);
        byMinute.headMap(byMinute.lastKey().minus(kept)).clear();
        while (byMinute.size() > MOST_MINUTES) {
            byMinute.pollFirstEntry();
        }
        return byMinute.containsKey(minute.entry().minute())
                && (before == null || !before.json().equals(minute.json()));
    }

    /** The newest minutes, ascending. */
    List<LedgerMinute> newest(int most) {
        return byMinute.values().stream()
                .skip(Math.max(0, byMinute.size() - most))
                .toList();
    }

    LedgerTotals totals() {
        return new LedgerTotals(
                sum(LedgerEntry::read),
                sum(LedgerEntry::duplicate),
                sum(LedgerEntry::late),
                sum(LedgerEntry::rejected),
                byMinute.values().stream().allMatch(minute -> minute.entry().addsUp()));
    }

    private long sum(ToLongFunction<LedgerEntry> count) {
        return byMinute.values().stream()
                .map(LedgerMinute::entry)
                .mapToLong(count)
                .sum();
    }
}
