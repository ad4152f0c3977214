package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.local.Pipeline.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpOptionsTest {

    private static final Pipeline BOOKINGS = new Pipeline("bookings", SampleSource.TRAFFIC);
    private static final Pipeline ORDERS = new Pipeline("orders", SampleSource.TRAFFIC);
    private static final Pipeline MARKET =
            new Pipeline("market", SampleSource.MARKET, Database.POSTGRESQL, Database.REDIS);

    @Test
    void databases_are_started_for_those_who_write_to_them_alone() {
        assertThat(Database.values()).noneMatch(chosen(20, BOOKINGS, ORDERS)::needs);
        assertThat(Database.values()).allMatch(chosen(20, ORDERS, MARKET)::needs);
    }

    @Test
    void each_chosen_pipeline_is_fed_and_two_that_share_a_source_have_it_once() {
        assertThat(chosen(20, BOOKINGS, ORDERS).sampleSources()).containsExactly(SampleSource.TRAFFIC);
        assertThat(chosen(20, MARKET, ORDERS).sampleSources())
                .containsExactly(SampleSource.MARKET, SampleSource.TRAFFIC);
    }

    @Test
    void without_traffic_nothing_is_fed() {
        assertThat(chosen(0, BOOKINGS, MARKET).sampleSources()).isEmpty();
    }

    @Test
    void a_source_is_told_where_things_are_and_how_fast_to_go() {
        var ports = new Ports(10_000);

        assertThat(SampleSource.TRAFFIC.arguments(20, ports))
                .containsExactly(
                        "traffic",
                        "--rate=20",
                        "--bookings-url=http://127.0.0.1:18091",
                        "--orders-url=http://127.0.0.1:18092",
                        "--kafka=127.0.0.1:19092");
        assertThat(SampleSource.VIDEO.arguments(20, ports)).containsExactly("video", "--kafka=127.0.0.1:19092");
    }

    private static UpOptions chosen(int eventsPerSecond, Pipeline... pipelines) {
        return new UpOptions(0, eventsPerSecond, List.of(pipelines), Path.of("/data"), false, false);
    }
}
