package dev.turnstile.sources.traffic;

import dev.turnstile.sources.customers.Activity;
import java.time.Duration;

/**
 * One thing that happens.
 *
 * @param number from 0 on
 * @param at since the start
 */
record Occurrence(long number, Duration at, Activity activity, Delivery delivery) {

    /** How it gets in. */
    sealed interface Delivery {}

    /** By REST, at once. */
    record Request() implements Delivery {}

    /** By REST, and some time later once more under the same key: the client has not seen the answer. */
    record RepeatedRequest(Duration after) implements Delivery {}

    /** By REST, and some time later undone, by REST too: the customer thinks otherwise. */
    record UndoneRequest(Duration after) implements Delivery {}

    /** From a partner's slow system, straight to the topic, that long after it happened. */
    record LateRecord(Duration lateness) implements Delivery {}
}
