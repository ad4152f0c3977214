package dev.turnstile.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnalyticsJobTest {

    @Test
    void pipelines_are_named_by_arguments() {
        assertThat(AnalyticsJob.pipelinesIn(new String[] {"--pipeline=orders", "--pipeline=bookings"}))
                .extracting(PipelineCatalog.Entry::name)
                .containsExactly("orders", "bookings");
    }

    @Test
    void a_wrong_argument_gets_one_line_that_lists_the_pipelines() {
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[0]))
                .hasMessageStartingWith("which pipeline? Expected --pipeline=NAME with one of bookings, orders, ");
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[] {"--pipeline=order"}))
                .hasMessageStartingWith("there is no pipeline order; there are bookings, orders, ");
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[] {"orders"}))
                .hasMessageContaining("unknown argument orders");
    }
}
