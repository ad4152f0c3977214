package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.Cancellable;
import dev.turnstile.analytics.windows.Cancellable.Share;
import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.analytics.windows.Layout.Kind;
import dev.turnstile.analytics.windows.Layout.Part;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Measure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A definition, compiled: what each record adds to which part of a total, and which part each measure shows. Measures that
 * add up the same share a part.
 *
 * @param parts what is added up
 * @param amounts what a record adds to each part, in the order of the parts
 * @param partOf measure → its part; a ratio and a difference have none
 * @param cancellable null where nothing can be undone
 */
record Plan(
        Layout parts,
        List<Amount> amounts,
        Map<String, Integer> partOf,
        @Nullable Cancellable cancellable) implements Serializable {

    static Plan of(Definition definition) {
        List<Part> parts = new ArrayList<>();
        List<Amount> amounts = new ArrayList<>();
        Map<String, Integer> partOf = new LinkedHashMap<>();
        for (Measure measure : definition.measures()) {
            Part part = partOf(measure);
            if (part != null) {
                int index = parts.indexOf(part);
                if (index < 0) {
                    index = parts.size();
                    parts.add(part);
                    amounts.add(Amount.of(measure, definition));
                }
                partOf.put(measure.name(), index);
            }
        }
        Layout layout = new Layout(parts);
        return new Plan(layout, List.copyOf(amounts), Map.copyOf(partOf), cancellable(definition, layout, partOf));
    }

    private static @Nullable Cancellable cancellable(
            Definition definition, Layout layout, Map<String, Integer> partOf) {
        Definition.Cancellations cancellations = definition.cancellations();
        if (cancellations == null) {
            return null;
        }
        Definition.Part part = cancellations.part();
        Map<Integer, Share> shares = new TreeMap<>();
        Integer whole = null;
        for (Measure measure : definition.measures()) {
            Integer index = partOf.get(measure.name());
            if (index != null && measure.isOfCancellations()) {
                shares.put(index, share(measure, part));
            } else if (index != null && part != null && measure.where() == null && isSumOf(measure, part.of())) {
                whole = index;
            }
        }
        return Cancellable.of(layout, whole, shares);
    }

    private static Share share(Measure measure, Definition.@Nullable Part part) {
        if (measure instanceof Measure.Count) {
            return Share.EACH;
        }
        return part != null && isSumOf(measure, part.of()) ? Share.AMOUNT : Share.AT_LAST;
    }

    private static boolean isSumOf(Measure measure, String field) {
        return measure instanceof Measure.Sum sum && sum.fields().equals(List.of(field));
    }

    /** Named by what it adds up, so that a measure that gets another name keeps its numbers. */
    private static @Nullable Part partOf(Measure measure) {
        if (measure instanceof Measure.Count count) {
            return new Part("count" + of(count) + where(count.where()), Kind.SUM);
        }
        if (measure instanceof Measure.Sum sum) {
            return new Part("sum " + String.join("*", sum.fields()) + of(sum) + where(sum.where()), Kind.SUM);
        }
        if (measure instanceof Measure.Extreme extreme) {
            return new Part(extreme.field() + where(extreme.where()), extreme.isMax() ? Kind.MAX : Kind.MIN);
        }
        if (measure instanceof Measure.Distinct distinct) {
            return new Part(
                    distinct.field() + where(distinct.where()), distinct.isApproximate() ? Kind.SKETCH : Kind.DISTINCT);
        }
        return null;
    }

    private static String of(Measure measure) {
        return measure.isOfCancellations() ? " of cancellations" : "";
    }

    private static String where(@Nullable String condition) {
        return condition == null ? "" : " where " + condition.strip().replaceAll("\\s+", " ");
    }

    /** The part that a measure shows. */
    int part(String measure) {
        Integer part = partOf.get(measure);
        if (part == null) {
            throw new IllegalArgumentException(measure + " is made of others");
        }
        return part;
    }
}
