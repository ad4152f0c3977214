package dev.turnstile.definitions.conditions;

import com.google.re2j.Pattern;
import dev.turnstile.definitions.reading.Row;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A part of a condition: true, false, or unknown because something is absent. */
interface Judgement extends Serializable {

    int FALSE = 0;
    int TRUE = 1;
    int UNKNOWN = 2;

    int of(Row row);

    private static int of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** Both. */
    record And(Judgement left, Judgement right) implements Judgement {
        @Override
        public int of(Row row) {
            int first = left.of(row);
            if (first == FALSE) {
                return FALSE;
            }
            int second = right.of(row);
            return second == FALSE ? FALSE : first == TRUE ? second : UNKNOWN;
        }
    }

    /** One of both. */
    record Or(Judgement left, Judgement right) implements Judgement {
        @Override
        public int of(Row row) {
            int first = left.of(row);
            if (first == TRUE) {
                return TRUE;
            }
            int second = right.of(row);
            return second == TRUE ? TRUE : first == FALSE ? second : UNKNOWN;
        }
    }

    /** The opposite. */
    record Not(Judgement other) implements Judgement {
        @Override
        public int of(Row row) {
            int judgement = other.of(row);
            return judgement == UNKNOWN ? UNKNOWN : 1 - judgement;
        }
    }

    /** What was written as true or false. */
    record Constant(boolean value) implements Judgement {
        @Override
        public int of(Row row) {
            return Judgement.of(value);
        }
    }

    /** A truth value of the record. */
    record Flag(int field) implements Judgement {
        @Override
        public int of(Row row) {
            return row.isPresent(field) ? Judgement.of(row.number(field) != 0) : UNKNOWN;
        }
    }

    /** Whether a value is there, which is never unknown. */
    record Present(int field) implements Judgement {
        @Override
        public int of(Row row) {
            return Judgement.of(row.isPresent(field));
        }
    }

    /** A text is another, byte for byte. */
    record TextIs(int field, byte[] text) implements Judgement {
        @Override
        public int of(Row row) {
            return row.isPresent(field) ? Judgement.of(row.isText(field, text)) : UNKNOWN;
        }
    }

    /** Two texts of the record are the same. */
    record TextIsOther(int field, int other) implements Judgement {
        @Override
        public int of(Row row) {
            return row.isPresent(field) && row.isPresent(other) ? Judgement.of(isSame(row)) : UNKNOWN;
        }

        private boolean isSame(Row row) {
            int from = row.offset(field);
            int otherFrom = row.offset(other);
            return Arrays.equals(
                    row.bytes(field),
                    from,
                    from + row.length(field),
                    row.bytes(other),
                    otherFrom,
                    otherFrom + row.length(other));
        }
    }

    /** A text is one of several. */
    record TextIn(int field, List<byte[]> texts) implements Judgement {
        @Override
        public int of(Row row) {
            if (!row.isPresent(field)) {
                return UNKNOWN;
            }
            for (byte[] text : texts) {
                if (row.isText(field, text)) {
                    return TRUE;
                }
            }
            return FALSE;
        }
    }

    /** How a text is looked at. */
    enum TextTest {
        startsWith,
        endsWith,
        contains
    }

    /** A text begins with another, ends with it, or has it within. In UTF-8 that is so of their bytes. */
    record TextHas(int field, TextTest test, byte[] other) implements Judgement {
        @Override
        public int of(Row row) {
            return row.isPresent(field) ? Judgement.of(isFound(row)) : UNKNOWN;
        }

        private boolean isFound(Row row) {
            int last = row.length(field) - other.length;
            return switch (test) {
                case startsWith -> isAt(row, 0);
                case endsWith -> isAt(row, last);
                case contains -> {
                    int place = 0;
                    while (place <= last && !isAt(row, place)) {
                        place++;
                    }
                    yield place <= last;
                }
            };
        }

        private boolean isAt(Row row, int place) {
            int from = row.offset(field) + place;
            return place >= 0
                    && place + other.length <= row.length(field)
                    && Arrays.equals(row.bytes(field), from, from + other.length, other, 0, other.length);
        }
    }

    /** A pattern is found in a text. The one thing here that makes garbage. */
    record TextMatches(int field, Pattern pattern) implements Judgement {
        @Override
        public int of(Row row) {
            return row.isPresent(field)
                    ? Judgement.of(pattern.matcher(row.text(field)).find())
                    : UNKNOWN;
        }
    }

    /** A number is one of several. */
    record NumberIn(Quantity quantity, Set<Long> numbers) implements Judgement {
        @Override
        public int of(Row row) {
            return quantity.isKnown(row) ? Judgement.of(numbers.contains(quantity.of(row))) : UNKNOWN;
        }
    }

    /** How two numbers are compared. */
    enum Comparator {
        EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /** Two numbers, in the same unit. */
    record Comparison(Quantity left, Comparator comparator, Quantity right) implements Judgement {
        @Override
        public int of(Row row) {
            if (!left.isKnown(row) || !right.isKnown(row)) {
                return UNKNOWN;
            }
            long one = left.of(row);
            long other = right.of(row);
            return Judgement.of(
                    switch (comparator) {
                        case EQUAL -> one == other;
                        case LESS -> one < other;
                        case LESS_OR_EQUAL -> one <= other;
                    });
        }
    }
}
