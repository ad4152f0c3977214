package dev.turnstile.definitions.conditions;

import dev.turnstile.definitions.reading.Row;
import java.io.Serializable;

/** A number in a condition, in units of some last place. */
interface Quantity extends Serializable {

    boolean isKnown(Row row);

    /** What it is, if it is known; as much as fits into 64 bits, where it is more. */
    long of(Row row);

    /** As it was written. */
    record Written(long value) implements Quantity {
        @Override
        public boolean isKnown(Row row) {
            return true;
        }

        @Override
        public long of(Row row) {
            return value;
        }
    }

    /**
     * A value of the record.
     *
     * @param factor by which its unit is greater than that of the comparison
     */
    record Read(int field, long factor) implements Quantity {
        @Override
        public boolean isKnown(Row row) {
            return row.isPresent(field);
        }

        @Override
        public long of(Row row) {
            long value = row.number(field);
            return factor == 1 ? value : saturated(value);
        }

        private long saturated(long value) {
            long high = Math.multiplyHigh(value, factor);
            long low = value * factor;
            boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
            return fits ? low : value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
