package dev.turnstile.local.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of the metrics in an expression of PromQL: whatever is a name, and no function, keyword or label.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">The language</a>
 */
final class PromqlNames {

    /** Of which any may have a bracket or a name in it that means something else. */
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`");

    /** {@code {label="…"}}, once the strings are gone, and {@code [5m]}. */
    private static final Pattern SELECTION = Pattern.compile("\\{[^}]*}|\\[[^]]*]");

    /** {@code by (job)} and its like: the names are labels. */
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** A name that is not called as a function. Digits before it make it a part of a number or a duration. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:$])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "or",
            "unless",
            "bool",
            "offset",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "inf",
            "nan");

    private PromqlNames() {}

    static Set<String> in(String expression) {
        var bare = STRING.matcher(expression).replaceAll("");
        bare = SELECTION.matcher(bare).replaceAll(" ");
        bare = LABELS.matcher(bare).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        NAME.matcher(bare)
                .results()
                .map(match -> match.group())
                // An aggregation may have its labels before what it aggregates: sum by (job) (metric).
                .filter(name -> !KEYWORDS.contains(name) && !AGGREGATIONS.contains(name))
                .forEach(names::add);
        return names;
    }

    private static final Set<String> AGGREGATIONS = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "group",
            "count",
            "stddev",
            "stdvar",
            "topk",
            "bottomk",
            "quantile",
            "count_values");
}
