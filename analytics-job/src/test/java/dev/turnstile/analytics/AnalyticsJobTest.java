package dev.turnstile.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsJobTest {

    @Test
    void pipelines_are_named_by_arguments() {
        assertThat(AnalyticsJob.pipelinesIn(new String[] {"--pipeline=orders", "--pipeline=bookings"}))
                .extracting(PipelineCatalog.Entry::name)
                .containsExactly("orders", "bookings");
    }

    @Test
    void a_setting_of_this_job_alone_goes_before_that_of_the_environment() {
        String[] arguments = {"--pipeline=orders", "--set=PARALLELISM=4", "--set=POSTGRES_URL=jdbc:x?user=a"};
        Environment settings = AnalyticsJob.settingsIn(arguments, Map.of("PARALLELISM", "2", "DEDUP_HORIZON", "1h"));

        assertThat(settings.text("PARALLELISM")).contains("4");
        assertThat(settings.text("DEDUP_HORIZON")).contains("1h");
        assertThat(settings.text("POSTGRES_URL")).contains("jdbc:x?user=a");
        assertThat(AnalyticsJob.pipelinesIn(arguments)).hasSize(1);
        assertThatThrownBy(() -> AnalyticsJob.settingsIn(new String[] {"--set=4"}, Map.of()))
                .hasMessageContaining("expected --set=NAME=VALUE");
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
