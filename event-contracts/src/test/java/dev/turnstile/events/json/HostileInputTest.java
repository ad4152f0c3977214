package dev.turnstile.events.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a document as a whole. No input makes the reader throw, and none keeps it busy. */
@Timeout(60)
class HostileInputTest {

    @Test
    void nothing_is_empty() {
        assertRejected((byte[]) null, RejectionReason.EMPTY);
        assertRejected("", RejectionReason.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "12", "true", "[{\"text\":\"a\"}]", " ", "\n\t "})
    void only_an_object_is_a_document(String json) {
        assertRejected(json, RejectionReason.NOT_AN_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"text\"",
                "{\"text\":\"a",
                "{\"text\":\"a\"",
                "{\"text\":\"a\",}",
                "{\"text\":\"a\"}}",
                "{\"text\":\"a\"} x",
                "{\"text\":\"a\"}{\"text\":\"a\"}",
                "{\"text\":\"a\"}\n{\"text\":\"a\"}",
                "{\"text\":\"a\"} null",
                "{'text':'a'}",
                "{text:\"a\"}",
                "{\"text\":\"a\"/*why*/}",
                "// why\n{\"text\":\"a\"}",
                "{\"text\":\"a\"\"count\":1}",
                "{\"text\":\"a\",\"count\":01}",
                "{\"text\":\"a\",\"count\":+1}",
                "{\"text\":\"a\",\"money\":.5}",
                "{\"text\":\"a\",\"money\":5.}",
                "{\"text\":\"a\",\"money\":NaN}",
                "{\"text\":\"a\",\"money\":Infinity}",
                "{\"text\":\"a\",\"extra\":NaN}",
                "{\"text\":\"a\",\"extra\":nul}",
                "{\"text\":\"a\",\"extra\":\"\\x\"}",
                "{\"text\":\"line\nbreak\"}",
                "{\"text\":\"a\",\"lines\":[}",
                "{\"text\":\"a\",\"lines\":[{\"name\":\"a\"]}",
                "{\"text\":\"a\",\"lines\":[{\"name\":\"a\"}",
                "garbage",
                "<xml/>"
            })
    void what_is_not_one_whole_document_is_malformed(String json) {
        assertRejected(json, RejectionReason.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "1001, [",
        "100000, [",
        "1001, '{\"a\":'",
        "12000, '{\"a\":'", // deeper than any stack
    })
    void depth_has_a_bound(int depth, String opening) {
        String nested = opening.repeat(Math.min(depth, 60_000 / opening.length()));
        assertRejected("{\"text\":\"a\",\"extra\":" + nested, RejectionReason.MALFORMED_JSON);
        assertRejected(nested, opening.equals("[") ? RejectionReason.NOT_AN_OBJECT : RejectionReason.MALFORMED_JSON);
    }

    @Test
    void a_number_a_string_and_a_name_have_bounds() {
        assertRejected(with("count", "9".repeat(1001)), RejectionReason.MALFORMED_JSON);
        assertRejected(with("time", "9".repeat(1001)), RejectionReason.MALFORMED_JSON);
        assertRejected(with("time", "0." + "9".repeat(1001)), RejectionReason.MALFORMED_JSON);
        assertRejected("{\"text\":\"" + "a".repeat(50_000) + "\"}", RejectionReason.MALFORMED_JSON);
        assertRejected("{\"text\":\"a\",\"" + "n".repeat(50_000) + "\":1}", RejectionReason.MALFORMED_JSON);
    }

    @Test
    void size_has_a_bound() {
        String open = "{\"text\":\"a\"";
        String largest = open + " ".repeat(JsonDocument.MOST_BYTES - open.length() - 1) + "}";
        assertThat(Form.read(largest)).isInstanceOf(Reading.Accepted.class);
        assertRejected(largest + " ", RejectionReason.TOO_LARGE);
        assertRejected(new byte[10_000_000], RejectionReason.TOO_LARGE);
    }

    @Test
    void much_that_nobody_asked_for_is_passed_over() {
        var manyFields = new StringBuilder("{\"text\":\"a\"");
        for (int i = 0; i < 5_000; i++) {
            manyFields.append(",\"f").append(i).append("\":1");
        }
        assertThat(Form.read(manyFields.append('}').toString())).isInstanceOf(Reading.Accepted.class);
        assertThat(Form.read(with("extra", "[" + "1,".repeat(30_000) + "1]"))).isInstanceOf(Reading.Accepted.class);
        assertThat(Form.read(with("__proto__", "{\"text\":1}"))).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void only_utf_8_is_read() {
        for (Charset other : new Charset[] {UTF_16, UTF_16LE, UTF_16BE, Charset.forName("UTF-32")}) {
            assertRejected("{\"text\":\"a\"}".getBytes(other), RejectionReason.MALFORMED_JSON);
        }
        assertRejected("{\"text\":\"caf\u00e9\"}".getBytes(ISO_8859_1), RejectionReason.MALFORMED_JSON);
        assertRejected("{\"text\":\"a\u00ff\"}".getBytes(ISO_8859_1), RejectionReason.MALFORMED_JSON);
        assertRejected(new byte[] {(byte) 0xFF}, RejectionReason.MALFORMED_JSON);
        assertRejected(new byte[] {0, 0}, RejectionReason.MALFORMED_JSON);
    }

    @Test
    void a_byte_order_mark_before_utf_8_is_harmless() {
        assertThat(Form.read("\uFEFF{\"text\":\"a\"}".getBytes(UTF_8))).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void what_is_said_of_garbage_can_be_printed() {
        // The parser takes these for part of a word and quotes the word.
        for (String json :
                new String[] {"{\"text\":a\u001b[2J\u0007}", "{\"text\":\u0085a\u009b}", "\u001bx", "a\r\nb"}) {
            assertThat(Form.problems(Form.read(json)).get(0).detail())
                    .isNotEmpty()
                    .hasSizeLessThan(500)
                    .matches(detail -> detail.chars().noneMatch(Character::isISOControl));
        }
    }

    @Test
    void an_unknown_fault_of_the_parser_costs_one_record() {
        Reading<String> reading = JsonReader.readRecord("{}".getBytes(UTF_8), in -> {
            throw new IndexOutOfBoundsException("as one in a parser");
        });

        assertThat(reading).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void random_bytes_are_rejected_in_good_time() {
        var random = new Random(20251124);
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(Form.read(bytes)).isInstanceOf(Reading.Rejected.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
    }

    private static String with(String field, String value) {
        return "{\"text\":\"a\",\"" + field + "\":" + value + "}";
    }

    private static void assertRejected(String json, RejectionReason reason) {
        assertRejected(json.getBytes(UTF_8), reason);
    }

    private static void assertRejected(byte[] json, RejectionReason reason) {
        assertThat(Form.problems(Form.read(json)).get(0).reason()).isEqualTo(reason);
    }
}
