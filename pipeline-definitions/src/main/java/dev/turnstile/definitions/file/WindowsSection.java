package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the windows, and checks that the others can be made of the first. */
final class WindowsSection {

    static final List<Window> OTHERWISE = List.of(Window.tumbling("1m", Duration.ofMinutes(1)));

    private static final int MOST_WINDOWS = 8;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Window> windows = new ArrayList<>();
    private @Nullable Window first;

    List<Window> read(Value value) {
        List<Value> items = value.list("a list of windows", MOST_WINDOWS);
        if (items.isEmpty()) {
            value.unexpected("at least one window, such as {every: 1m}");
        }
        for (int i = 0; i < items.size(); i++) {
            add(items.get(i), i == 0);
        }
        return windows.isEmpty() ? OTHERWISE : windows;
    }

    private void add(Value item, boolean isFirst) {
        int before = item.mistakes().count();
        Optional<Mapping> mapping = Mapping.of(item, Keys.WINDOW);
        Optional<Value> every = mapping.flatMap(window -> window.require("every", "every: 1m"));
        Optional<Duration> length = every.flatMap(WindowsSection::length);
        if (mapping.isEmpty() || every.isEmpty() || length.isEmpty()) {
            return;
        }
        Optional<Value> slidingBy = mapping.get().get("sliding_by");
        Duration step = slidingBy.flatMap(WindowsSection::length).orElse(length.get());
        Optional<Value> zone = mapping.get().get("zone");
        Optional<Value> name = mapping.get().get("name");
        Window window = new Window(
                name.flatMap(Names::label).orElse(name(length.get(), step)),
                length.get(),
                zone.flatMap(Zones::read).orElse(ZoneOffset.UTC),
                step);
        if (item.mistakes().count() == before) {
            slidingBy.ifPresent(value -> sliding(window, isFirst, value));
            Zones.alignment(window, first)
                    .ifPresent(wrong -> zone.orElse(every.get()).wrong(wrong));
            multiple(window, every.get(), slidingBy);
        }
        if (windows.stream().anyMatch(other -> other.name().equals(window.name()))) {
            name.orElse(item)
                    .wrong("there is a window " + window.name() + " already: give this one a name of its own,"
                            + " such as name: " + window.name() + "-2");
        }
        if (isFirst && item.mistakes().count() == before) {
            first = window;
        }
        windows.add(window);
    }

    private static void sliding(Window window, boolean isFirst, Value value) {
        if (isFirst) {
            value.wrong("the first window is what the others are made of, so it cannot slide:" + " put {every: "
                    + Numbers.written(window.slidingBy()) + "} before it");
        } else if (window.every().toMillis() % window.slidingBy().toMillis() != 0) {
            value.wrong("expected a length of which " + Numbers.written(window.every()) + " is a whole multiple, was "
                    + value.shown());
        } else if (window.every().toMillis() % DAY.toMillis() == 0
                && window.slidingBy().toMillis() % DAY.toMillis() != 0) {
            value.wrong("windows of days slide by whole days: expected such as 1d, was " + value.shown());
        }
    }

    private void multiple(Window window, Value every, Optional<Value> slidingBy) {
        if (first == null) {
            return;
        }
        long live = first.every().toMillis();
        if (window.every().toMillis() % live != 0) {
            every.wrong("expected a whole multiple of the first window, " + Numbers.written(first.every()) + ", was "
                    + every.shown());
        } else if (window.slidingBy().toMillis() % live != 0) {
            slidingBy
                    .orElse(every)
                    .wrong("expected a whole multiple of the first window, " + Numbers.written(first.every()) + ", was "
                            + slidingBy.orElse(every).shown());
        }
    }

    private static String name(Duration every, Duration slidingBy) {
        return Numbers.written(every) + (slidingBy.equals(every) ? "" : "-by-" + Numbers.written(slidingBy));
    }

    private static Optional<Duration> length(Value value) {
        return value.read(
                "a length from 1s to 366d, such as 30s, 1m, 1h or 1d",
                text -> Numbers.duration(text).filter(length -> !length.isZero() && length.compareTo(LONGEST) <= 0));
    }
}
