package dev.turnstile.events.listening;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of the music service; it is kept whole, so each has the fields that its schema does not know. */
public sealed interface ListeningEvent permits ListenEvent, PageViewEvent, AuthEvent {

    /** The longest text, in Unicode characters, that is no name: a title, a referrer. */
    int MOST_CHARACTERS = 1_024;

    /** By which it is kept once; null when its producer gave none. */
    @Nullable
    String id();

    String userId();

    /** When it happened, to the millisecond. */
    Instant ts();

    /** The fields that the schema does not know: a JSON object with their values as they were written; null for none. */
    @Nullable
    String extra();

    /** The record's value as JSON. */
    byte[] toJson();
}
