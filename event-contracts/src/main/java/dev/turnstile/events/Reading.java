package dev.turnstile.events;

import java.util.List;
import java.util.function.Function;

/** What became of reading one record: an event, a record that is nobody's concern, or a rejection. Reading never throws. */
public sealed interface Reading<T> {

    /** A well-formed event. */
    record Accepted<T>(T event) implements Reading<T> {}

    /** Well-formed, but of a kind that is not counted, such as an order event other than {@code order.created}. */
    record Ignored<T>(String kind) implements Reading<T> {}

    /** Not fit to be counted; {@code problems} names everything that is wrong, and has at least one entry. */
    record Rejected<T>(List<Problem> problems) implements Reading<T> {

        public Rejected {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a reason");
            }
        }

        /** The problem that was found first. */
        public Problem first() {
            return problems.get(0);
        }
    }

    /**
     * One thing that is wrong with a record.
     *
     * @param field a JSON Pointer (RFC 6901) such as {@code /items/0/price}; empty when it is about the whole record
     * @param reason the class of fault
     * @param detail one sentence for a person: what was expected and what came
     */
    record Problem(String field, RejectionReason reason, String detail) {}

    /** The same reading of something made from the event. */
    @SuppressWarnings("unchecked") // An ignored or rejected record holds no event, so it is one of any type.
    default <R> Reading<R> map(Function<? super T, ? extends R> mapper) {
        return this instanceof Accepted<T> accepted
                ? new Accepted<>(mapper.apply(accepted.event()))
                : (Reading<R>) this;
    }

    static <T> Reading<T> rejected(RejectionReason reason, String detail) {
        return new Rejected<>(List.of(new Problem("", reason, detail)));
    }
}
