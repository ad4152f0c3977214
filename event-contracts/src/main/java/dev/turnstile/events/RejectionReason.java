package dev.turnstile.events;

/** Why a record is not counted. The name is written to the header {@code reason} of {@code rejected-events}. */
public enum RejectionReason {
    /** The record has no value, or an empty one. */
    EMPTY,
    /** Larger than a record on its topic may be. */
    TOO_LARGE,
    /** Not one whole JSON document in UTF-8, or nested deeper or longer in one value than is allowed. */
    MALFORMED_JSON,
    /** Not one row of CSV in UTF-8 with as many cells as there are columns. */
    MALFORMED_CSV,
    /** Not one whole record in Avro's binary encoding, by the schema that the definition names. */
    MALFORMED_AVRO,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** A field that matters is there twice. */
    DUPLICATE_FIELD,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field has another JSON type than its own; {@code "12"} is not a number. */
    WRONG_TYPE,
    /** Text that is blank, too long, or holds control characters or half a surrogate pair. */
    INVALID_TEXT,
    /** A count or an amount that is negative, zero or absurdly large. */
    OUT_OF_RANGE,
    /** An amount finer than it may be, or a price or a volume that is not written as a plain decimal. */
    INVALID_DECIMAL,
    /** A time in none of the accepted forms, or before the year 2000. */
    INVALID_TIME,
    /** An event time more than five minutes ahead of the wall clock. */
    TIME_IN_FUTURE,
    /** Not one whole JPEG from its first marker to its last, or one that cannot be decoded. */
    INVALID_PICTURE,
    /** A picture that is other than what is said of it. */
    PICTURE_MISMATCH,
    /** A field that only the server sets. */
    NOT_ALLOWED,
    /** A cancellation of a record that was never counted, or so long ago that it is not known any more. */
    UNKNOWN_ORIGINAL,
    /** A cancellation of more than is left of the record that it undoes. */
    EXCEEDS_ORIGINAL
}
