package dev.turnstile.definitions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two definitions of a pipeline part by part, in the order of their files. */
final class Comparison {

    private final Definition running;
    private final Definition next;
    private final List<String> kept = new ArrayList<>();
    private final List<String> anew = new ArrayList<>();

    Comparison(Definition running, Definition next) {
        this.running = running;
        this.next = next;
    }

    Changes changes() {
        source();
        fields();
        recordsAndKeys();
        measures();
        windows();
        settings();
        return new Changes(kept, anew);
    }

    private void source() {
        for (String topic : next.source().topics()) {
            if (!running.source().topics().contains(topic)) {
                kept.add("records of " + topic + " are counted too; those that it has already may be late");
            }
        }
        for (String topic : running.source().topics()) {
            if (!next.source().topics().contains(topic)) {
                anew.add("records of " + topic + " are counted no more");
            }
        }
        if (running.source().format() != next.source().format()
                || !Objects.equals(running.source().csv(), next.source().csv())
                || !Objects.equals(running.source().avro(), next.source().avro())) {
            kept.add("records are read in another format from now on; one in the old format is rejected");
        }
    }

    private void fields() {
        for (Field field : next.fields()) {
            Optional<Field> before = named(running, field.name());
            if (before.isEmpty()) {
                kept.add("the field " + field.name() + " is read from now on"
                        + (field.isOptional() || field.otherwise() != null ? "" : "; a record without it is rejected"));
            } else if (hasOtherValues(before.get(), field)) {
                (isCounted(field.name()) ? anew : kept).add("the field " + field.name() + " has other values");
            } else if (!before.get().equals(field)) {
                kept.add("the field " + field.name()
                        + " is judged otherwise from now on: other records are rejected than until now");
            }
        }
        for (Field field : running.fields()) {
            if (named(next, field.name()).isEmpty()) {
                kept.add("the field " + field.name() + " is read no more");
            }
        }
    }

    private static Optional<Field> named(Definition definition, String field) {
        return definition.fields().stream()
                .filter(found -> found.name().equals(field))
                .findFirst();
    }

    /** Whether a record that was counted would now be counted as something else. */
    private static boolean hasOtherValues(Field before, Field after) {
        return !before.path().equals(after.path())
                || before.type() != after.type()
                || before.scale() != after.scale()
                || !Objects.equals(before.otherwise(), after.otherwise())
                || (after.type() == Field.Type.TIME
                        && !(before.zone().equals(after.zone())
                                && before.accept().equals(after.accept())));
    }

    /** Whether anything that is counted, or how, depends on it. A condition that cannot be told apart does. */
    private boolean isCounted(String field) {
        Set<String> fields = new HashSet<>(next.id());
        fields.add(next.time());
        fields.addAll(next.by());
        List<@Nullable String> conditions = new ArrayList<>();
        conditions.add(next.where());
        Definition.Cancellations cancellations = next.cancellations();
        if (cancellations != null) {
            fields.add(cancellations.undoes());
            conditions.add(cancellations.where());
        }
        for (Measure measure : next.measures()) {
            fields.addAll(fieldsOf(measure));
            conditions.add(measure.where());
        }
        return fields.contains(field)
                || conditions.stream()
                        .anyMatch(condition -> condition != null && condition.matches("(?s).*\\b" + field + "\\b.*"));
    }

    private void recordsAndKeys() {
        anewIfOther(running.id(), next.id(), "records are told apart by other fields", Comparison::listed);
        anewIfOther(running.time(), next.time(), "the event time is another field", Function.identity());
        anewIfOther(spaced(running.where()), spaced(next.where()), "other records are meant", where -> where);
        anewIfOther(running.by(), next.by(), "windows are by other fields", Comparison::listed);
        cancellations();
    }

    private void cancellations() {
        Definition.Cancellations before = running.cancellations();
        Definition.Cancellations after = next.cancellations();
        if (before == null && after != null) {
            kept.add("cancellations are counted from now on, of records that are counted from now on");
        } else if (before != null && after == null) {
            kept.add("nothing is undone from now on: a cancellation is a record like any other");
        } else if (before != null && after != null) {
            anewIfOther(
                    fieldsOf(before), fieldsOf(after), "a cancellation is told by other fields", Comparison::listed);
            keptIfOther(
                    definition -> conditionOf(definition.cancellations()),
                    "which records are cancellations is another condition: it decides from now on");
            keptIfOther(
                    definition -> withinOf(definition.cancellations()),
                    "within is another: how long a record can be undone is decided by it from now on");
        }
    }

    private static List<String> fieldsOf(Definition.Cancellations cancellations) {
        Definition.Part part = cancellations.part();
        return Stream.of(
                        cancellations.undoes(),
                        cancellations.id(),
                        part == null ? null : part.amount() + " of " + part.of())
                .filter(Objects::nonNull)
                .toList();
    }

    private static String conditionOf(Definition.@Nullable Cancellations cancellations) {
        return cancellations == null ? "" : spaced(cancellations.where());
    }

    private static @Nullable Duration withinOf(Definition.@Nullable Cancellations cancellations) {
        return cancellations == null ? null : cancellations.within();
    }

    private <T> void anewIfOther(T before, T after, String sentence, Function<T, String> shown) {
        if (!before.equals(after)) {
            anew.add(sentence + ": " + or(shown.apply(after), "none") + " instead of "
                    + or(shown.apply(before), "none"));
        }
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }

    private void measures() {
        for (Measure measure : next.measures()) {
            Optional<Measure> before = running.measure(measure.name());
            String counted = counted(measure, next);
            if (before.isEmpty()) {
                kept.add(renamed(counted)
                        .map(old -> "the measure " + old + " is now " + measure.name() + ", and keeps its numbers")
                        .orElse("the measure " + measure.name() + " is added: counted from now on, the others go on"));
            } else if (!counted(before.get(), running).equals(counted)) {
                (isMadeOfOthers(measure) ? kept : anew)
                        .add("the measure " + measure.name() + " is something else: " + counted + " instead of "
                                + counted(before.get(), running));
            }
        }
        for (Measure measure : running.measures()) {
            if (next.measure(measure.name()).isEmpty() && !isKeptByOtherName(measure)) {
                kept.add("the measure " + measure.name() + " is taken out: the others go on");
            }
        }
    }

    /** The measure of the same numbers that has this one's name no more. */
    private Optional<String> renamed(String counted) {
        return running.measures().stream()
                .filter(old -> next.measure(old.name()).isEmpty())
                .filter(old -> counted(old, running).equals(counted))
                .map(Measure::name)
                .findFirst();
    }

    private boolean isKeptByOtherName(Measure old) {
        return next.measures().stream()
                .filter(measure -> running.measure(measure.name()).isEmpty())
                .anyMatch(measure -> counted(measure, next).equals(counted(old, running)));
    }

    private void windows() {
        Window live = next.live();
        if (!running.live().equals(live)) {
            anew.add("the first window is another, of which all are made: " + live.name() + " instead of "
                    + running.live().name());
        }
        for (Window window : next.windows().subList(1, next.windows().size())) {
            Optional<Window> before = named(running.windows(), window.name());
            if (before.isEmpty()) {
                kept.add("windows of " + window.name() + " are added: rolled up from now on, the first lacks what was"
                        + " before");
            } else if (!before.get().equals(window)) {
                anew.add("windows of " + window.name() + " begin or end at other times");
            }
        }
        for (Window window : running.windows().subList(1, running.windows().size())) {
            if (named(next.windows(), window.name()).isEmpty()) {
                kept.add("windows of " + window.name() + " are taken out: those that are open get no final result");
            }
        }
    }

    private static Optional<Window> named(List<Window> windows, String name) {
        return windows.stream().filter(window -> window.name().equals(name)).findFirst();
    }

    private void settings() {
        keptIfOther(Definition::outOfOrder, "out_of_order is another: what is late is decided by it from now on");
        keptIfOther(Definition::correctedFor, "corrected_for is another: windows are corrected by it from now on");
        keptIfOther(Definition::results, "final results go elsewhere from now on; those that were published stay");
        keptIfOther(Definition::alerts, "alerts are others from now on");
        keptIfOther(this::shown, "the page shows it otherwise");
    }

    /** What people see; of measures that are new or gone another sentence tells. */
    private List<Object> shown(Definition definition) {
        return List.of(
                definition.title(),
                definition.page(),
                Optional.ofNullable(definition.top()),
                definition.measures().stream()
                        .filter(measure -> running.measure(measure.name()).isPresent()
                                && next.measure(measure.name()).isPresent())
                        .map(Measure::unit)
                        .toList());
    }

    private void keptIfOther(Function<Definition, @Nullable Object> part, String sentence) {
        if (!Objects.equals(part.apply(running), part.apply(next))) {
            kept.add(sentence);
        }
    }

    /** What a measure counts, whatever its name: the same words mean the same numbers. */
    private static String counted(Measure measure, Definition definition) {
        String condition = measure.where() == null ? "" : " where " + spaced(measure.where());
        if (measure instanceof Measure.Ratio ratio) {
            return "the ratio of " + ofNamed(ratio.numerator(), definition) + " and "
                    + ofNamed(ratio.denominator(), definition) + " with " + ratio.scale() + " decimals";
        }
        if (measure instanceof Measure.Difference difference) {
            return ofNamed(difference.minuend(), definition) + " less " + ofNamed(difference.subtrahend(), definition);
        }
        if (measure instanceof Measure.Extreme extreme) {
            return (extreme.isMax() ? "the greatest " : "the least ") + extreme.field() + condition;
        }
        if (measure instanceof Measure.Distinct distinct) {
            return (distinct.isApproximate() ? "about " : "") + "how many different " + distinct.field() + condition;
        }
        String undone = measure.isOfCancellations() ? " that was undone" : "";
        return measure instanceof Measure.Sum sum
                ? "the sum of " + String.join(" × ", sum.fields()) + condition + undone
                : "how many records" + condition + undone;
    }

    private static boolean isMadeOfOthers(Measure measure) {
        return measure instanceof Measure.Ratio || measure instanceof Measure.Difference;
    }

    private static String ofNamed(String measure, Definition definition) {
        return definition
                .measure(measure)
                .map(found -> counted(found, definition))
                .orElse(measure);
    }

    private static List<String> fieldsOf(Measure measure) {
        if (measure instanceof Measure.Sum sum) {
            return sum.fields();
        }
        if (measure instanceof Measure.Extreme extreme) {
            return List.of(extreme.field());
        }
        return measure instanceof Measure.Distinct distinct ? List.of(distinct.field()) : List.of();
    }

    /** A condition without the blanks that make no difference; the state knows it so too. */
    private static String spaced(@Nullable String condition) {
        return condition == null ? "" : condition.strip().replaceAll("\\s+", " ");
    }
}
