package dev.turnstile.sources.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.sources.kafka.ReceivedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectedEventTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:30:00Z");

    @Test
    void the_original_is_as_it_was_without_what_was_said_of_it() {
        var event = RejectedEvent.of(rejected("orders", "TIME_IN_FUTURE", "{\"a\":1}"));

        assertThat(event.topic()).isEqualTo("orders");
        assertThat(event.original().key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(event.original().value()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
        assertThat(event.original().headers()).containsOnlyKeys("frame");
        assertThat(event.origin()).isEqualTo("orders-2@17");
    }

    @Test
    void a_line_says_where_from_and_why_and_no_byte_of_it_reaches_the_terminal_as_a_command() {
        var long2000 = "x".repeat(2_000);

        assertThat(RejectedEvent.of(rejected("orders", "MALFORMED_JSON", "\u001b[2J\n" + long2000))
                        .line())
                .startsWith("2026-11-20T10:30:00Z orders-2@17 MALFORMED_JSON (said so) ?[2J?xxx")
                .endsWith("x…")
                .hasSizeLessThan(300);
    }

    @Test
    void one_is_chosen_by_pipeline_reason_and_time_of_which_the_end_is_not_included() {
        var event = RejectedEvent.of(rejected("orders", "TIME_IN_FUTURE", "{}"));

        assertThat(new Selection(null, null, null, null).contains(event)).isTrue();
        assertThat(new Selection("orders", "TIME_IN_FUTURE", AT, AT.plusMillis(1)).contains(event))
                .isTrue();
        assertThat(new Selection("bookings", null, null, null).contains(event)).isFalse();
        assertThat(new Selection(null, "EMPTY", null, null).contains(event)).isFalse();
        assertThat(new Selection(null, null, AT.plusMillis(1), null).contains(event))
                .isFalse();
        assertThat(new Selection(null, null, null, AT).contains(event)).isFalse();
    }

    private static ReceivedEvent rejected(String pipeline, String reason, String value) {
        Map<String, byte[]> headers = new HashMap<>();
        Map.of(
                        SetAsideHeaders.PIPELINE,
                        pipeline,
                        SetAsideHeaders.SOURCE_TOPIC,
                        "orders",
                        SetAsideHeaders.SOURCE_PARTITION,
                        "2",
                        SetAsideHeaders.SOURCE_OFFSET,
                        "17",
                        SetAsideHeaders.REASON,
                        reason,
                        SetAsideHeaders.DETAIL,
                        "said so",
                        "frame",
                        "7")
                .forEach((name, text) -> headers.put(name, text.getBytes(UTF_8)));
        return new ReceivedEvent("key".getBytes(UTF_8), value.getBytes(UTF_8), headers, AT);
    }
}
