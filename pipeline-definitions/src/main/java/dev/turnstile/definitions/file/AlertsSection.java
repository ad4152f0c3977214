package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition.AlertRule;
import dev.turnstile.definitions.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads what is worth an alert. */
final class AlertsSection {

    /** The name of a rule about traffic, whose kinds have names of their own. */
    static final String TRAFFIC = "traffic";

    private static final int MOST_ALERTS = 20;
    private static final int MOST_WINDOWS = 1440;
    private static final List<String> KINDS_OF_TRAFFIC = List.of(TRAFFIC, "spike", "drop", "silence");

    private final Declared<Measure> measures;
    private final BiFunction<Value, Declared<Measure>, Optional<String>> conditions;

    /** @param conditions checks a condition, and gives its text */
    AlertsSection(Declared<Measure> measures, BiFunction<Value, Declared<Measure>, Optional<String>> conditions) {
        this.measures = measures;
        this.conditions = conditions;
    }

    List<AlertRule> read(Value value) {
        List<AlertRule> rules = new ArrayList<>();
        for (Value item : value.list("a list of alerts", MOST_ALERTS)) {
            Mapping.of(item, Keys.ALERT).flatMap(this::rule).ifPresent(rule -> {
                if (rules.stream().anyMatch(other -> other.name().equals(rule.name()))) {
                    item.wrong(
                            rule.traffic() == null
                                    ? "there is an alert " + rule.name() + " already: give this one another name"
                                    : "there is an alert on traffic already: take one out");
                }
                rules.add(rule);
            });
        }
        return rules;
    }

    private Optional<AlertRule> rule(Mapping keys) {
        Optional<Value> traffic = keys.get("traffic");
        if (traffic.isEmpty()) {
            return condition(keys);
        }
        for (String key : List.of("name", "when", "for")) {
            keys.get(key)
                    .ifPresent(value -> value.wrong(
                            "an alert on traffic has no " + key + ": take it out, or make two alerts of this one"));
        }
        return measures.find(traffic.get()).map(measure -> {
            if (!(measure instanceof Measure.Count) && !(measure instanceof Measure.Sum)) {
                traffic.get()
                        .wrong("traffic is told over all keys, so it must be a count or a sum, and " + measure.name()
                                + " is not");
            }
            return new AlertRule(
                    /* name= */ TRAFFIC, /* when= */ null, /* windows= */ 1, /* traffic= */ measure.name());
        });
    }

    private Optional<AlertRule> condition(Mapping keys) {
        Optional<String> name = keys.require("name", "name: slump").flatMap(AlertsSection::name);
        Optional<String> when =
                keys.require("when", "when: net < 100.00").flatMap(value -> conditions.apply(value, measures));
        int windows = keys.get("for")
                .flatMap(value -> value.number("a number of windows", 1, MOST_WINDOWS))
                .orElse(1);
        return name.flatMap(known -> when.map(cel -> new AlertRule(known, cel, windows, null)));
    }

    private static Optional<String> name(Value value) {
        Optional<String> name = Names.label(value);
        name.filter(KINDS_OF_TRAFFIC::contains)
                .ifPresent(word -> value.wrong(word + " is an alert on traffic: choose another name"));
        return name;
    }
}
