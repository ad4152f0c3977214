package dev.turnstile.analytics.transactions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The pattern: high payments of one user from three different places in a short time. By event time, so in the order in
 * which they were made.
 *
 * <p>If any three such payments exist, then taking for each first one the next from another place, and then the next
 * from a third, finds three; so no other combination is tried. What has been part of a match begins no further one.
 */
final class ThreePlaces {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String THIRD = "third";

    private ThreePlaces() {}

    /**
     * The third payment of each match.
     *
     * @param within the longest time from the first to the third, inclusive
     */
    static SingleOutputStreamOperator<HighPayment> in(KeyedStream<HighPayment, String> payments, Duration within) {
        return CEP.pattern(payments, pattern(within)).process(new Third(), TypeInformation.of(HighPayment.class));
    }

    private static Pattern<HighPayment, HighPayment> pattern(Duration within) {
        return Pattern.<HighPayment>begin(FIRST, AfterMatchSkipStrategy.skipPastLastEvent())
                .followedBy(SECOND)
                .where(new Elsewhere(FIRST))
                .followedBy(THIRD)
                .where(new Elsewhere(FIRST, SECOND))
                // Flink's own bound is exclusive.
                .within(within.plusMillis(1));
    }

    /** From another place than all payments before it in the match. */
    private static final class Elsewhere extends IterativeCondition<HighPayment> {
        private final List<String> before;

        private Elsewhere(String... before) {
            this.before = List.of(before);
        }

        @Override
        public boolean filter(HighPayment payment, IterativeCondition.Context<HighPayment> match) throws Exception {
            for (String stage : before) {
                for (HighPayment earlier : match.getEventsForPattern(stage)) {
                    if (earlier.location().equals(payment.location())) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private static final class Third extends PatternProcessFunction<HighPayment, HighPayment> {
        @Override
        public void processMatch(
                Map<String, List<HighPayment>> match,
                PatternProcessFunction.Context context,
                Collector<HighPayment> out) {
            match.getOrDefault(THIRD, List.of()).forEach(out::collect);
        }
    }
}
