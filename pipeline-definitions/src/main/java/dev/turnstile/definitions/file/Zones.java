package dev.turnstile.definitions.file;

import dev.turnstile.definitions.NearestName;
import dev.turnstile.definitions.Window;
import dev.turnstile.events.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads zones, and knows which windows can be counted in one. */
final class Zones {

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private Zones() {}

    static Optional<ZoneId> read(Value value) {
        return value.text("a zone such as Europe/London").flatMap(name -> {
            try {
                ZoneId zone = ZoneId.of(name);
                return Optional.of(zone.normalized() instanceof ZoneOffset offset ? offset : zone);
            } catch (DateTimeException e) {
                value.wrong("there is no zone " + name + ": expected such as UTC, Europe/London or +05:30"
                        + NearestName.question(name, ZoneId.getAvailableZoneIds()));
                return Optional.empty();
            }
        });
    }

    /** Why the windows would not fit together: with each other when clocks change, or with those of the first. */
    static Optional<String> alignment(Window window, @Nullable Window first) {
        long seconds = window.slidingBy().toSeconds();
        Set<Integer> offsets = offsets(window.zone());
        if (seconds % DAY_SECONDS != 0 && offsets.size() > 1 && !areMultiples(offsets, seconds)) {
            return Optional.of(
                    "windows of " + Numbers.written(window.slidingBy()) + " do not fit the changes of the clocks in "
                            + window.zone() + ": expected hours, days, or no zone");
        }
        if (first == null || first.zone().equals(window.zone())) {
            return Optional.empty();
        }
        if (!first.zone().equals(ZoneOffset.UTC)) {
            return Optional.of("expected the zone of the first window, " + first.zone() + ", was " + window.zone());
        }
        return offsets.stream().allMatch(offset -> offset % first.every().toSeconds() == 0)
                ? Optional.empty()
                : Optional.of("the first window's " + Numbers.written(first.every()) + " do not fit the days of "
                        + window.zone()
                        + ", which do not begin with one: write a shorter first window, such as {every: 1m}");
    }

    /** Whether clocks change by whole windows. */
    private static boolean areMultiples(Set<Integer> offsets, long seconds) {
        int some = offsets.iterator().next();
        return offsets.stream().allMatch(offset -> (offset - some) % seconds == 0);
    }

    /** What the zone's clocks differ from UTC by, in seconds, at all times that events may have. */
    private static Set<Integer> offsets(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Set<Integer> offsets = new HashSet<>();
        offsets.add(rules.getOffset(Times.EARLIEST).getTotalSeconds());
        for (ZoneOffsetTransition transition : rules.getTransitions()) {
            if (transition.getInstant().isAfter(Times.EARLIEST)) {
                offsets.add(transition.getOffsetAfter().getTotalSeconds());
            }
        }
        for (ZoneOffsetTransitionRule rule : rules.getTransitionRules()) {
            offsets.add(rule.getOffsetAfter().getTotalSeconds());
        }
        return offsets;
    }
}
