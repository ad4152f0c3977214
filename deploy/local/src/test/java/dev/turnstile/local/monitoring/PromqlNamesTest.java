package dev.turnstile.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlNamesTest {

    @Test
    void functions_labels_durations_numbers_and_strings_are_no_metrics() {
        assertThat(PromqlNames.in("""
                        histogram_quantile(0.99, sum by (job, le) (rate(requests_bucket{uri!~"up|{down}", le="0.25"}[5m])))
                          / on (job) group_left (version) (job:total:rate5m offset 1h > 1e3) unless ignoring(pod) up == 0
                        """)).containsExactly("job:total:rate5m", "requests_bucket", "up");
    }

    @Test
    void an_aggregation_may_have_its_labels_before_or_after() {
        assertThat(PromqlNames.in("max(one) by (a) + max without (b) (two) and absent(three{x='y'})"))
                .containsExactly("one", "three", "two");
    }

    @Test
    void what_a_dashboard_fills_in_is_no_metric() {
        assertThat(PromqlNames.in("rate(one{job=~\"$job\"}[$__rate_interval]) > $limit"))
                .containsExactly("one");
    }
}
