package dev.turnstile.analytics.windows;

/**
 * What one task has done with events that arrived in one minute, since it last said so.
 *
 * @param minute of arrival: its start, epoch milliseconds
 * @param conflicting those of the duplicates that came with other contents than the one that was counted
 * @param unfounded those of the rejected that were to undo what is not there
 */
public record LedgerDelta(
        long minute,
        long read,
        long counted,
        long duplicate,
        long ignored,
        long late,
        long rejected,
        long conflicting,
        long unfounded) {

    LedgerDelta plus(LedgerDelta other) {
        return new LedgerDelta(
                minute,
                read + other.read,
                counted + other.counted,
                duplicate + other.duplicate,
                ignored + other.ignored,
                late + other.late,
                rejected + other.rejected,
                conflicting + other.conflicting,
                unfounded + other.unfounded);
    }

    /** How many became something. */
    long accounted() {
        return counted + duplicate + ignored + late + rejected;
    }

    boolean addsUp() {
        return read == accounted();
    }
}
