package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void is_told_by_the_last_cause_of_what_flink_answers() {
        var failure = new Failure("""
                Internal server error.
                <Exception on server side:
                java.util.concurrent.CompletionException: it failed
                \tat org.apache.flink.runtime.Dispatcher.ask(Dispatcher.java:1)
                Caused by: java.util.concurrent.TimeoutException: Invocation of [requestCheckpointStats] timed out.
                \tat org.apache.flink.runtime.rpc.Ask.answer(Ask.java:2)
                \t... 3 more

                End of exception on server side>
                """);

        assertThat(failure.reason())
                .isEqualTo("java.util.concurrent.TimeoutException: Invocation of [requestCheckpointStats] timed out.");
    }

    @Test
    void without_a_stack_trace_is_told_as_such() {
        assertThat(new Failure("").reason()).isEqualTo("no reason given");
    }
}
