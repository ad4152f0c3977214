package dev.turnstile.definitions;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One number of a result. */
public sealed interface Measure extends Serializable {

    /** Its name in results, unique in a definition and different from the fields of {@code by}. */
    String name();

    /** For people, such as {@code GBP}; empty for none. */
    String unit();

    /** How many decimals it has. */
    int scale();

    /** Which records it is of, in CEL over the fields; null for all, and for what is made of other measures. */
    default @Nullable String where() {
        return null;
    }

    /** Whether it is of what was undone, see {@link Definition.Cancellations}, at the time of the cancellation. */
    default boolean isOfCancellations() {
        return false;
    }

    /**
     * How many records.
     *
     * @param where which of them, in CEL over the fields; null for all
     */
    record Count(String name, @Nullable String where, boolean isOfCancellations, String unit) implements Measure {
        @Override
        public int scale() {
            return 0;
        }
    }

    /**
     * The sum of a field, or of the product of two.
     *
     * @param fields one or two; a record in which one is absent adds nothing
     * @param scale of the product: the sum of the fields' scales
     */
    record Sum(
            String name, List<String> fields, @Nullable String where, boolean isOfCancellations, int scale, String unit)
            implements Measure {
        public Sum {
            fields = List.copyOf(fields);
        }
    }

    /** The greatest or the least value of a field; absent from results of windows without any. */
    record Extreme(
            String name,
            String field,
            boolean isMax,
            @Nullable String where,
            int scale,
            String unit) implements Measure {}

    /**
     * How many different values a field has.
     *
     * @param isApproximate by a sketch of fixed size, within about two percent
     */
    record Distinct(
            String name,
            String field,
            boolean isApproximate,
            @Nullable String where,
            String unit) implements Measure {
        @Override
        public int scale() {
            return 0;
        }
    }

    /** One count or sum less another. */
    record Difference(String name, String minuend, String subtrahend, int scale, String unit) implements Measure {}

    /** One measure divided by another, rounded half-up; absent from results in which the other is zero. */
    record Ratio(String name, String numerator, String denominator, int scale, String unit) implements Measure {}
}
