package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.Identity;
import dev.turnstile.definitions.reading.Row;

/** A row's values as what they are told apart by. */
final class Values {

    private Values() {}

    static byte[] identity(Row row, int field, boolean isText) {
        return isText
                ? Identity.bytesOf(row.bytes(field), row.offset(field), row.length(field))
                : Identity.bytesOf(row.number(field));
    }

    static long hash(Row row, int field, boolean isText) {
        byte[] identity = identity(row, field, isText);
        return Identity.hash(identity, identity.length);
    }

    /** Of some fields: another record has the same only by a chance of one in four thousand million. */
    static int contents(Row row, int[] fields, boolean[] isText) {
        long hash = 0;
        for (int field : fields) {
            long of = !row.isPresent(field)
                    ? 0
                    : isText[field]
                            ? Identity.hash(row.bytes(field), row.offset(field), row.length(field))
                            : row.number(field) * 0x9E3779B97F4A7C15L;
            hash = (hash ^ of) * 0xD6E8FEB86659FD93L + 1;
        }
        return (int) (hash >>> 32);
    }
}
