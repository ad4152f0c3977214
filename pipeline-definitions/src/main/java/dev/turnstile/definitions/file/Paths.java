package dev.turnstile.definitions.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the place of a field in its record is written: {@code user.id}, {@code items[0].sku}. */
final class Paths {

    private static final int DEEPEST = 16;

    /** A name, or an index, and the point between them. */
    private static final Pattern STEP =
            Pattern.compile("(?<index>\\[[0-9]{1,4}])|(?<point>\\.)?(?<name>[^.\\[\\]\\p{Cntrl}]+)");

    private Paths() {}

    /** The steps; empty if it is no path. */
    static Optional<List<String>> parse(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (end < path.length() && matcher.find() && matcher.start() == end) {
            boolean isFirst = end == 0;
            boolean hasPoint = matcher.group("point") != null;
            if (matcher.group("name") != null && isFirst == hasPoint) {
                return Optional.empty();
            }
            steps.add(matcher.group("name") != null ? matcher.group("name") : matcher.group("index"));
            end = matcher.end();
        }
        return end == path.length() && steps.size() <= DEEPEST ? Optional.of(steps) : Optional.empty();
    }
}
