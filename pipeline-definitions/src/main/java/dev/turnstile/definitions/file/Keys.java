package dev.turnstile.definitions.file;

import java.util.List;

/** What may stand in each part of a file. The JSON Schema has the same, and a test holds them together. */
enum Keys {
    DEFINITION(
            "a definition",
            "pipeline",
            "title",
            "source",
            "fields",
            "id",
            "time",
            "where",
            "cancellations",
            "by",
            "measures",
            "windows",
            "out_of_order",
            "corrected_for",
            "top",
            "alerts",
            "page",
            "results"),
    SOURCE("a source", "topics", "format", "schema", "framing", "csv"),
    CSV("a csv", "columns", "separator"),
    FIELD("a field", "path", "type", "scale", "min", "max", "accept", "zone", "optional", "default", "round"),
    CANCELLATIONS("cancellations", "where", "undoes", "id", "amount", "of", "within"),
    MEASURE(
            "a measure",
            "count",
            "sum",
            "max",
            "min",
            "distinct",
            "difference",
            "ratio",
            "approximate",
            "scale",
            "where",
            "of",
            "unit"),
    WINDOW("a window", "every", "zone", "sliding_by", "name"),
    TOP("a top", "by", "keep"),
    ALERT("an alert", "name", "when", "for", "traffic"),
    PAGE("a page", "headline", "charts"),
    RESULTS("results", "topic", "key");

    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> names;

    Keys(String what, String... names) {
        this.what = what;
        this.names = List.of(names);
    }

    /** The name of the part, with its article. */
    String what() {
        return what;
    }

    List<String> names() {
        return names;
    }
}
