package dev.turnstile.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {

    @TempDir
    private Path temporary;

    @Test
    void what_runs_is_listed_with_its_pages_and_where_its_passwords_are() throws Exception {
        assertThat(text(Pipelines.all()))
                .contains(
                        "  Dashboard   http://127.0.0.1:18080/\n",
                        "  Pages       http://127.0.0.1:18080/#/bookings, #/orders",
                        "  Events      http://127.0.0.1:18093/events/…\n",
                        "  PostgreSQL  127.0.0.1:15433, password in " + temporary.resolve("postgresql/password"),
                        "  Redis       127.0.0.1:16380, password in " + temporary.resolve("redis/password"),
                        "  Event lake  s3://lake/");
    }

    @Test
    void what_does_not_run_is_not() throws Exception {
        assertThat(text(List.of(new Pipeline("orders", SampleSource.TRAFFIC))))
                .contains("/#/orders\n")
                .doesNotContain("#/bookings", "PostgreSQL", "Redis", "lake");
    }

    private String text(List<Pipeline> pipelines) throws Exception {
        try (var data = DataDirectory.take(temporary)) {
            var options = new UpOptions(10_000, 20, pipelines, temporary, false, false);
            return new Addresses(options, new Ports(10_000), data, "s3://lake/").text();
        }
    }
}
