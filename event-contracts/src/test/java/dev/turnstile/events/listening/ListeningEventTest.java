package dev.turnstile.events.listening;

import static dev.turnstile.events.fixtures.Fixtures.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.RejectionReason;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListeningEventTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static ListenEvent read(byte[] json) {
        return ((Accepted<ListenEvent>) ListenEvent.read(json, NOW)).event();
    }

    private static ListenEvent with(String fields) {
        return read(("{" + fields + ",\"user_id\":\"u-7\",\"ts\":1763981409123}").getBytes(UTF_8));
    }

    @Test
    void every_field_that_is_known_has_its_place() {
        assertThat(read(bytes("listen_events", "accepted-complete.json")))
                .isEqualTo(new ListenEvent(
                        "0198f7a2-6c1e-7d3a-9b1f-3a5c7e9b1d2f",
                        "u-7",
                        "song-42",
                        "Röyksopp",
                        "What Else Is There?",
                        316.891,
                        Instant.parse("2025-11-24T10:50:09.123Z"),
                        null));
    }

    @Test
    void every_field_that_is_not_is_kept_as_it_was_written() {
        assertThat(read(bytes("listen_events", "accepted-unknown-fields.json")).extra())
                .isEqualTo(
                        "{\"level\":\"paid\",\"session\":{\"id\":12, \"ids\":[1.10,1e2,null]},"
                                + "\"note\":\"a \\\"quoted\\\" \\u00e9\",\"offline\":false,\"position\":1.50,\"nothing\":null}");
    }

    @Test
    void what_is_kept_may_stand_anywhere_and_be_anything() {
        assertThat(with("\"a\":-1").extra()).isEqualTo("{\"a\":-1}");
        assertThat(with("\"a\" : [ ] ").extra()).isEqualTo("{\"a\":[ ]}");
        assertThat(with("\"\\\"\":true").extra()).isEqualTo("{\"\\\"\":true}");
        assertThat(with("\"ü\":\"ü€😀\",\"b\":1.0E+2").extra()).isEqualTo("{\"ü\":\"ü€😀\",\"b\":1.0E+2}");
        assertThat(with("\"a\":12345678901234567890.10").extra()).isEqualTo("{\"a\":12345678901234567890.10}");
        assertThat(read("\uFEFF{\"user_id\":\"u\",\"ts\":1763981409123,\"z\":{\"y\":[{}]}}".getBytes(UTF_8))
                        .extra())
                .isEqualTo("{\"z\":{\"y\":[{}]}}");
    }

    @Test
    void a_record_with_more_fields_than_anyone_means_is_refused() {
        String many =
                IntStream.range(0, 600).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        Reading<AuthEvent> reading = AuthEvent.read(many.getBytes(UTF_8), NOW);
        assertThat(((Rejected<AuthEvent>) reading).first().reason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
    }

    @Test
    void a_page_view_and_a_login_have_ids_of_their_own() {
        assertThat(PageViewEvent.read(bytes("page_view_events", "accepted-complete.json"), NOW))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        view -> assertThat(((ListeningEvent) view.event()).id()).isEqualTo("p-1"));
        assertThat(AuthEvent.read(bytes("auth_events", "accepted-unknown-fields.json"), NOW))
                .isInstanceOfSatisfying(Accepted.class, login -> {
                    assertThat(((ListeningEvent) login.event()).id()).isEqualTo("a-1");
                    assertThat(((ListeningEvent) login.event()).extra())
                            .isEqualTo("{\"ip\":\"192.0.2.7\",\"attempts\":3}");
                });
    }
}
