package dev.turnstile.analytics.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.events.Money;
import dev.turnstile.events.results.UserTotals;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.transactions.ProcessedPayment;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RunningTotalsTest {

    private static final Instant NOON = Instant.parse("2025-11-24T12:00:00Z");

    private static KeyedOneInputStreamOperatorTestHarness<String, Event<ProcessedPayment>, UserTotals> totals()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RunningTotals()),
                event -> event.payload().payment().userId(),
                Types.STRING);
    }

    private static Event<ProcessedPayment> paid(String user, long cents, Instant time) {
        var payment = new Payment("t", user, null, "books", Money.ofCents(2 * cents), 1, null, time, null);
        var processed = new ProcessedPayment(payment, new BigDecimal("0.5"), Money.ofCents(cents), NOON);
        return Event.of("t", user, time.toEpochMilli(), processed);
    }

    @Test
    void what_was_paid_adds_up_by_user_over_a_restart_and_never_goes_back_in_time() throws Exception {
        OperatorSubtaskState state;
        try (var totals = totals()) {
            totals.open();
            totals.processElement(paid("u1", 10_01, NOON), 0);
            totals.processElement(paid("u2", 5_00, NOON), 0);
            totals.processElement(paid("u1", 20_02, NOON.minusSeconds(60)), 0);
            assertThat(totals.extractOutputValues())
                    .containsExactly(
                            new UserTotals("u1", Money.ofCents(10_01), 1, NOON),
                            new UserTotals("u2", Money.ofCents(5_00), 1, NOON),
                            new UserTotals("u1", Money.ofCents(30_03), 2, NOON));
            assertThat(totals.numKeyedStateEntries()).as("one for each user").isEqualTo(2);
            state = totals.snapshot(1, 1);
        }
        try (var totals = totals()) {
            totals.initializeState(state);
            totals.open();
            totals.processElement(paid("u1", 1, NOON.plusSeconds(1)), 0);
            assertThat(totals.extractOutputValues())
                    .containsExactly(new UserTotals("u1", Money.ofCents(30_04), 3, NOON.plusSeconds(1)));
        }
    }
}
