package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.definitions.conditions.Conditions;
import dev.turnstile.definitions.reading.Row;
import java.io.Serializable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What one record adds to one part of a total. */
interface Amount extends Serializable {

    /**
     * The amount.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    long of(Row row);

    /** The field whose values are told apart, for a part that counts them exactly; -1 for others. */
    default int distinctField() {
        return -1;
    }

    /** Whether the record counts at all for the part. */
    default boolean isMeant(Row row) {
        return true;
    }

    /** As the measure says. */
    static Amount of(Measure measure, Definition definition) {
        if (measure instanceof Measure.Count count) {
            return where(count.where(), definition, 0, row -> 1);
        }
        if (measure instanceof Measure.Sum sum) {
            return where(sum.where(), definition, 0, sum(sum, definition));
        }
        if (measure instanceof Measure.Extreme extreme) {
            int field = definition.indexOf(extreme.field());
            return where(
                    extreme.where(),
                    definition,
                    Layout.NONE,
                    row -> row.isPresent(field) ? row.number(field) : Layout.NONE);
        }
        if (measure instanceof Measure.Distinct distinct) {
            int field = definition.indexOf(distinct.field());
            boolean isText = definition.fields().get(field).type() == Field.Type.STRING;
            Condition condition = condition(distinct.where(), definition);
            return distinct.isApproximate()
                    ? where(
                            distinct.where(),
                            definition,
                            Layout.NONE,
                            row -> row.isPresent(field) ? Values.hash(row, field, isText) : Layout.NONE)
                    : new DistinctAmount(field, condition);
        }
        throw new IllegalArgumentException(measure.name() + " is made of others");
    }

    private static Function sum(Measure.Sum sum, Definition definition) {
        int field = definition.indexOf(sum.fields().get(0));
        if (sum.fields().size() == 1) {
            return row -> row.isPresent(field) ? row.number(field) : 0;
        }
        int factor = definition.indexOf(sum.fields().get(1));
        return row -> row.isPresent(field) && row.isPresent(factor)
                ? Math.multiplyExact(row.number(field), row.number(factor))
                : 0;
    }

    private static Amount where(@Nullable String cel, Definition definition, long otherwise, Function amount) {
        Condition condition = condition(cel, definition);
        if (condition == null) {
            return amount::applyAsLong;
        }
        return row -> condition.holds(row) ? amount.applyAsLong(row) : otherwise;
    }

    private static @Nullable Condition condition(@Nullable String cel, Definition definition) {
        return cel == null ? null : Conditions.compile(cel, definition);
    }

    /** Serializable, as what is compiled goes to the tasks. */
    @FunctionalInterface
    interface Function extends ToLongFunction<Row>, Serializable {}

    /** Values are told apart by the task that knows them; the amount itself is nothing. */
    record DistinctAmount(int distinctField, @Nullable Condition condition) implements Amount {
        @Override
        public long of(Row row) {
            return 0;
        }

        @Override
        public boolean isMeant(Row row) {
            return row.isPresent(distinctField) && (condition == null || condition.holds(row));
        }
    }
}
