package dev.turnstile.events.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Topics;
import dev.turnstile.events.fixtures.Fixtures;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Frame FRAME = fixture();

    private static Frame fixture() {
        byte[] json = Fixtures.bytes(Topics.VIDEO_FRAMES.name(), "accepted-complete.json");
        return ((Accepted<Frame>) Frame.read(json, Map.of(), NOW)).event();
    }

    private static RejectionReason reason(Reading<Frame> reading) {
        assertThat(reading).isInstanceOf(Rejected.class);
        return ((Rejected<Frame>) reading).first().reason();
    }

    @Test
    void both_forms_say_the_same() {
        assertThat(Frame.read(FRAME.jpeg(), FRAME.toHeaders(), NOW)).isEqualTo(new Accepted<>(FRAME));
        assertThat(Frame.read(FRAME.toJson(), Map.of(), NOW)).isEqualTo(new Accepted<>(FRAME));
    }

    @Test
    void a_picture_without_what_must_be_said_of_it_is_rejected() {
        assertThat(reason(Frame.read(FRAME.jpeg(), Map.of(), NOW))).isEqualTo(RejectionReason.MISSING_FIELD);
    }

    @ParameterizedTest
    @CsvSource({
        "frame_id, ' ', INVALID_TEXT",
        "source, a\u0000b, INVALID_TEXT",
        "frame_width, 0, OUT_OF_RANGE",
        "frame_width, 07, WRONG_TYPE",
        "frame_width, 99999999999999999999, WRONG_TYPE",
        "timestamp, yesterday, INVALID_TIME",
        "timestamp, 2099-01-01T00:00:00Z, TIME_IN_FUTURE",
        "frame_size_bytes, 1, PICTURE_MISMATCH",
    })
    void a_header_is_held_to_the_rules_of_its_field(String name, String text, RejectionReason reason) {
        Map<String, byte[]> headers = new HashMap<>(FRAME.toHeaders());
        headers.put(name, text.getBytes(UTF_8));
        assertThat(reason(Frame.read(FRAME.jpeg(), headers, NOW))).isEqualTo(reason);
    }

    @Test
    void a_header_that_is_no_text_is_rejected() {
        Map<String, byte[]> headers = new HashMap<>(FRAME.toHeaders());
        headers.put("source", new byte[] {(byte) 0xFF});
        assertThat(reason(Frame.read(FRAME.jpeg(), headers, NOW))).isEqualTo(RejectionReason.INVALID_TEXT);
    }

    @Test
    void digits_are_a_name_where_a_name_belongs_and_milliseconds_where_a_time_does() {
        Map<String, byte[]> headers = new HashMap<>(FRAME.toHeaders());
        headers.put("source", "7".getBytes(UTF_8));
        headers.put("timestamp", "1705123456789".getBytes(UTF_8));
        Frame frame = ((Accepted<Frame>) Frame.read(FRAME.jpeg(), headers, NOW)).event();
        assertThat(frame.source()).isEqualTo("7");
        assertThat(frame.timestamp()).isEqualTo("2024-01-13T05:24:16.789Z");
    }

    @Test
    void two_mebibytes_are_read_and_a_byte_more_is_not_in_either_form() {
        byte[] largest = Arrays.copyOf(FRAME.jpeg(), Frame.MOST_BYTES);
        byte[] larger = Arrays.copyOf(FRAME.jpeg(), Frame.MOST_BYTES + 1);
        for (byte[] jpeg : new byte[][] {largest, larger, Arrays.copyOf(FRAME.jpeg(), 3 << 20)}) {
            Frame frame = new Frame("f", NOW, "s", 16, 16, 1, jpeg);
            Reading<Frame> asJson = Frame.read(frame.toJson(), Map.of(), NOW);
            Reading<Frame> asPicture = Frame.read(jpeg, frame.toHeaders(), NOW);
            if (jpeg == largest) {
                assertThat(asJson).isInstanceOf(Accepted.class);
                assertThat(asPicture).isInstanceOf(Accepted.class);
            } else {
                assertThat(reason(asJson)).isEqualTo(RejectionReason.TOO_LARGE);
                assertThat(reason(asPicture)).isEqualTo(RejectionReason.TOO_LARGE);
            }
        }
    }
}
