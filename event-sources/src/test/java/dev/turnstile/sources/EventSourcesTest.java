package dev.turnstile.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourcesTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "traffic --rate 0|--rate must be more than 0",
                "traffic --rate many|many",
                "traffic --late-share 2|--late-share must be from 0 to 1",
                "traffic --duration 30|30",
                "traffic --duration PT-1S|--duration must be more than nothing",
                "traffic --kafka nowhere|--kafka must be host:port",
                "traffic --bookings-url 127.0.0.1:8091|--bookings-url must be a service's address",
                "traffic --orders-url ftp://a|--orders-url must be a service's address",
                "traffic --colour red|--colour",
                "load --clients 0|--clients must be from 1 to 1000",
                "load --bookings -1|--bookings must be from 0",
                "load --bookings 0 --orders 0|--bookings and --orders together must be from 1",
                "create-topics --replication-factor 0|--replication-factor must be from 1 to 9",
                "create-topics --replication-factor 1|--min-insync-replicas must be from 1 to --replication-factor",
                "create-topics --kafka nowhere|--kafka must be host:port",
                "listening --rate 0|--rate must be more than 0",
                "listening --from 2025-11-24T10:00:00Z --hours 0|--hours must be from 1",
                "listening --from 2025-11-24T10:00:00Z|--hours",
                "listening --from 2099-11-24T10:00:00Z --hours 2|must lie in the past",
                "video --fps 0|--fps must be more than 0",
                "video --size large|--size must be such as",
                "video --size 10x10|--size must be at least",
                "video --source file|--source file needs it",
                "video --path /tmp|--path goes with --source file",
                "video --source file --path /not/there|--path cannot be read",
                "video --source camera|--source must be generated, file, webcam or a URL",
                "video --form png|png",
                "save-frames|--folder",
                "save-frames --folder a --most 0|--most must be at least 1",
                "save-frames --folder a --kafka nowhere|--kafka must be host:port",
                "create-topics --replication-factor 3 --topics ordres|--topics must be some of ticket-bookings,orders,",
                "create-topics --suffix Shadow|--suffix must be such as -shadow",
                "grant-access --clients orders-service|--clients must be some of booking-service,order-service,",
                "grant-access --suffix -shadow|--suffix needs --clients, such as pipeline-orders-shadow",
                "grant-access --suffix shadow|--suffix must be such as -shadow",
                "grant-access --suffix -shadow --clients pipeline-orders|--clients must be some of pipeline-bookings-shadow,",
                "grant-access --principal orders=sa-1|--principal must be of booking-service,",
                "grant-access --kafka nowhere|--kafka must be host:port",
                "publish-backfill --pipeline orders|--suffix",
                "publish-backfill --pipeline orders --suffix shadow|--suffix must be such as -shadow",
                "resend-rejected --most 0|--most must be at least 1",
                "resend-rejected --reason UGLY|--reason",
                "resend-rejected --from 2026-11-20T10:00:00Z --to 2026-11-20T10:00:00Z|--from must be before --to",
                "resend-rejected --kafka nowhere|--kafka must be host:port",
                "payments --rate 0|--rate must be more than 0",
                "payments --kafka nowhere|--kafka must be host:port",
                "market --rate 0|--rate must be more than 0",
                "market --source weather|--source",
                "market --interval PT0.1S|--interval must be at least a second",
                "market --symbols btc|--symbols must be such as BTC,ETH",
                "market --source coingecko --symbols XYZ|what is XYZ called at coingecko?",
                "sing|sing"
            })
    void a_wrong_option_gets_one_clear_line(String line, String message) {
        assertThat(execute(line)).isEqualTo(2);

        assertThat(err.toString().strip()).contains(message).contains("--help").doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic", "load"})
    void help_names_every_option_and_its_default(String command) {
        assertThat(execute(command + " --help")).isZero();

        var spec = EventSources.commandLine().getSubcommands().get(command).getCommandSpec();
        assertThat(out.toString()).contains(spec.optionsMap().keySet());
        assertThat(out.toString()).contains("http://127.0.0.1:8091", "API_KEY");
    }

    @Test
    void help_of_the_market_names_every_option_and_its_default() {
        assertThat(execute("market --help")).isZero();

        var spec = EventSources.commandLine().getSubcommands().get("market").getCommandSpec();
        assertThat(out.toString()).contains(spec.optionsMap().keySet());
        assertThat(out.toString()).contains("simulated", "BTC,ETH,SOL", "PT5M", "COINGECKO_API_KEY");
    }

    @Test
    void the_commands_are_listed() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString()).contains("traffic", "load", "market", "create-topics");
    }

    private int execute(String line) {
        return EventSources.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
    }
}
