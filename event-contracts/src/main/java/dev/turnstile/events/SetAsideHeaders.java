package dev.turnstile.events;

/**
 * The headers of a record on {@code late-events} and {@code rejected-events}: where the original bytes came from, and
 * why they are there. All are UTF-8 text. Source topic, partition and offset together identify the record, so that one
 * written twice after a failure can be told from two.
 */
public final class SetAsideHeaders {

    public static final String PIPELINE = "pipeline";
    public static final String SOURCE_TOPIC = "source-topic";
    public static final String SOURCE_PARTITION = "source-partition";
    public static final String SOURCE_OFFSET = "source-offset";
    /** A {@link RejectionReason}, or {@value #LATE}. */
    public static final String REASON = "reason";

    public static final String DETAIL = "detail";

    /** The reason on {@code late-events}. */
    public static final String LATE = "LATE";

    private SetAsideHeaders() {}
}
