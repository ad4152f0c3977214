package dev.turnstile.analytics.defined;

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
import org.jspecify.annotations.Nullable;

/**
 * A definition, compiled: what each record adds to which part of a total, and which part each measure shows. Measures that
 * add up the same share a part.
 *
 * @param parts what is added up
 * @param amounts what a record adds to each part, in the order of the parts
 * @param partOf measure → its part; a ratio has none
 */
record Plan(Layout parts, List<Amount> amounts, Map<String, Integer> partOf) implements Serializable {

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
        return new Plan(new Layout(parts), List.copyOf(amounts), Map.copyOf(partOf));
    }

    /** Named by what it adds up, so that a measure that gets another name keeps its numbers. */
    private static @Nullable Part partOf(Measure measure) {
        if (measure instanceof Measure.Count count) {
            return new Part("count" + where(count.where()), Kind.SUM);
        }
        if (measure instanceof Measure.Sum sum) {
            return new Part("sum " + String.join("*", sum.fields()) + where(sum.where()), Kind.SUM);
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
