package dev.turnstile.definitions;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record: where it stands, and what it is.
 *
 * @param name ours
 * @param path where it stands in the record: names of fields, and indexes of arrays as {@code [0]}; for CSV the column
 * @param scale decimals of a {@link Type#DECIMAL}, 0 to 9; otherwise 0
 * @param min the least value, for a decimal in units of its last place; null for no bound
 * @param max the greatest, likewise; for a string, the most characters
 * @param accept forms that are read besides the type's own, in the words of the file: {@code number}, {@code text}, {@code
 *     float}, {@code blank}; for a time its forms, {@code iso}, {@code epoch_seconds}, …, or patterns
 * @param zone of times that have none
 * @param isOptional whether it may be absent
 * @param otherwise the value when it is absent, as the file writes it; null for none
 * @param isRounded whether a decimal with too many places is rounded, half-up, instead of rejected
 */
public record Field(
        String name,
        List<String> path,
        Type type,
        int scale,
        @Nullable Long min,
        @Nullable Long max,
        List<String> accept,
        ZoneId zone,
        boolean isOptional,
        @Nullable String otherwise,
        boolean isRounded)
        implements Serializable {

    /** What a value is. */
    public enum Type {
        STRING,
        /** A whole number that fits into 64 bits. */
        INTEGER,
        /** An exact decimal, in 64 bits. */
        DECIMAL,
        /** To the millisecond. */
        TIME,
        BOOLEAN
    }

    public Field {
        path = List.copyOf(path);
        accept = List.copyOf(accept);
    }
}
