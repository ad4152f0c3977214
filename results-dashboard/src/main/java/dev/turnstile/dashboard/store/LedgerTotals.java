package dev.turnstile.dashboard.store;

/**
 * Sums over all the minutes of a pipeline's ledger that are kept.
 *
 * @param addsUp whether each single minute does
 */
public record LedgerTotals(long read, long duplicate, long late, long rejected, boolean addsUp) {

    static final LedgerTotals NONE = new LedgerTotals(0, 0, 0, 0, true);
}
