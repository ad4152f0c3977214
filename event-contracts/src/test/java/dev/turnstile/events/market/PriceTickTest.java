package dev.turnstile.events.market;

import static dev.turnstile.events.fixtures.Fixtures.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.Reading.Rejected;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PriceTickTest {

    private static final String TOPIC = "crypto-prices";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void a_complete_tick_is_read_field_by_field() {
        assertThat(PriceTick.read(bytes(TOPIC, "accepted-complete.json"), NOW))
                .isEqualTo(new Accepted<>(new PriceTick(
                        "BTC",
                        new BigDecimal("45000.12"),
                        new BigDecimal("0.031"),
                        "7781",
                        "coinbase",
                        Instant.parse("2025-11-24T10:50:09.123Z"))));
    }

    @Test
    void a_polled_price_has_neither_an_id_nor_a_volume() {
        PriceTick tick = ((Accepted<PriceTick>) PriceTick.read(bytes(TOPIC, "accepted-polled.json"), NOW)).event();

        assertThat(tick.tickId()).isNull();
        assertThat(tick.volume()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void every_digit_is_kept() {
        byte[] json = "{\"symbol\":\"X\",\"price\":\"0.100000000001\",\"volume\":\"1.50\",\"timestamp\":1763981409123}"
                .getBytes(UTF_8);

        PriceTick tick = ((Accepted<PriceTick>) PriceTick.read(json, NOW)).event();

        assertThat(tick.price()).hasToString("0.100000000001");
        assertThat(tick.volume()).as("the places that it was written with").hasToString("1.50");
    }

    @Test
    void every_fault_is_named_at_once() {
        byte[] json = "{\"symbol\":\"\",\"price\":\"free\",\"volume\":-1,\"timestamp\":\"soon\"}".getBytes(UTF_8);

        assertThat(((Rejected<PriceTick>) PriceTick.read(json, NOW)).problems())
                .extracting(Problem::field)
                .containsExactly("/symbol", "/price", "/volume", "/timestamp");
    }

    @Test
    void is_written_as_the_contract_shows() {
        var tick = new PriceTick(
                "BTC",
                new BigDecimal("45000.12"),
                new BigDecimal("0.031"),
                "7781",
                "coinbase",
                Instant.parse("2025-11-24T10:50:09.123Z"));

        assertThat(new String(tick.toJson(), UTF_8)).isEqualToIgnoringNewLines(text("accepted-complete.json"));
    }

    private static String text(String name) {
        return new String(bytes(TOPIC, name), UTF_8).strip();
    }
}
