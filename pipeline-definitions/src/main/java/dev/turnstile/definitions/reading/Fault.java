package dev.turnstile.definitions.reading;

import dev.turnstile.events.RejectionReason;

/** What is wrong with one value. */
record Fault(RejectionReason reason, String detail) {

    static Fault wrongType(String expected) {
        return new Fault(RejectionReason.WRONG_TYPE, "expected " + expected);
    }
}
