package dev.turnstile.analytics.alerts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one stream's traffic: the rule itself, window after window. Immutable.
 *
 * <p>While a spike or a drop goes on, its windows are kept apart from the ordinary ones, so that it does not become
 * ordinary by its own doing. If it lasts for as long as what is compared with, it is the new ordinary, and over.
 *
 * @param next the window to be judged next, by its start, epoch milliseconds
 * @param ordinary events of the windows that are compared with, oldest first
 * @param unusual events of the windows since a spike or a drop began
 * @param empty how many windows in a row have been empty
 * @param firing what goes on; null if nothing does
 * @param since the start of the window that it began with, epoch milliseconds
 */
public record Traffic(
        long next,
        long[] ordinary,
        long[] unusual,
        int empty,
        @Nullable Kind firing,
        long since) {

    /** What can be out of the ordinary. */
    public enum Kind {
        SPIKE,
        DROP,
        SILENCE
    }

    /** As improbable as a score of 3, on one side of a normal distribution. */
    private static final double IMPROBABLE = 0.00135;

    private static final long[] NONE = {};

    static Traffic from(long firstWindow) {
        return new Traffic(firstWindow, NONE, NONE, 0, null, 0);
    }

    Baseline baseline() {
        return Baseline.of(ordinary);
    }

    /** Nothing has come for so long that nothing is known any more. */
    boolean isForgotten(AlertRules rules) {
        return empty >= rules.windows() && firing != Kind.SILENCE;
    }

    /** With what is known after the next window. */
    Traffic after(long events, long windowMillis, AlertRules rules) {
        return events > 0 ? afterTraffic(events, windowMillis, rules) : afterNothing(windowMillis, rules);
    }

    private Traffic afterTraffic(long events, long windowMillis, AlertRules rules) {
        long following = next + windowMillis;
        if (firing == Kind.SILENCE) {
            // Traffic came back somewhere within this window: it tells nothing of how much there is.
            return new Traffic(following, ordinary, NONE, 0, null, 0);
        }
        long[] before = appended(ordinary, new long[empty], rules);
        double score = Baseline.of(before).score(events);
        if (firing == null) {
            Kind kind = before.length < rules.minimumWindows()
                            || !Baseline.of(before).isFarFrom(events, rules)
                    ? null
                    : score >= rules.score() ? Kind.SPIKE : score <= -rules.score() ? Kind.DROP : null;
            return kind == null
                    ? new Traffic(following, appended(before, new long[] {events}, rules), NONE, 0, null, 0)
                    : new Traffic(following, before, new long[] {events}, 0, kind, next);
        }
        double ongoing = firing == Kind.SPIKE ? score : -score;
        if (ongoing < rules.score() * AlertRules.OVER) {
            return new Traffic(following, appended(before, new long[] {events}, rules), NONE, 0, null, 0);
        }
        long[] during = appended(unusual, new long[] {events}, rules);
        return during.length < rules.windows()
                ? new Traffic(following, ordinary, during, 0, firing, since)
                : new Traffic(following, during, NONE, 0, null, 0);
    }

    private Traffic afterNothing(long windowMillis, AlertRules rules) {
        int emptyNow = empty + 1;
        long following = next + windowMillis;
        if (firing == Kind.SILENCE) {
            return new Traffic(following, ordinary, NONE, emptyNow, firing, since);
        }
        boolean isSilent = emptyNow >= rules.silentWindows()
                && ordinary.length >= rules.minimumWindows()
                && baseline().chanceOfSilence(emptyNow) < IMPROBABLE;
        if (isSilent) {
            return new Traffic(following, ordinary, NONE, emptyNow, Kind.SILENCE, following - emptyNow * windowMillis);
        }
        return firing == Kind.SPIKE
                ? new Traffic(following, ordinary, NONE, emptyNow, null, 0)
                : new Traffic(following, ordinary, unusual, emptyNow, firing, since);
    }

    private static long[] appended(long[] events, long[] more, AlertRules rules) {
        long[] all = Arrays.copyOf(events, events.length + more.length);
        System.arraycopy(more, 0, all, events.length, more.length);
        return all.length <= rules.windows() ? all : Arrays.copyOfRange(all, all.length - rules.windows(), all.length);
    }
}
