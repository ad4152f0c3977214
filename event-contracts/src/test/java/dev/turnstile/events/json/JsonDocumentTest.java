package dev.turnstile.events.json;

import static dev.turnstile.events.json.Form.accepted;
import static dev.turnstile.events.json.Form.problems;
import static dev.turnstile.events.json.Form.read;
import static dev.turnstile.events.json.Form.readWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reading rules of each type of field. */
@Timeout(60)
class JsonDocumentTest {

    @Test
    void fields_come_in_any_order_and_unknown_ones_are_passed_over() {
        var form = accepted(read("""
                {"extra":{"text":"not this","deep":[[{}],1]},"count":2,"list":[1,{"money":1}],"text":"this","nothing":null,
                 "lines":[{"name":"a","more":[{}]},{"name":"b"}],"money":7.5,"time":"2025-11-24T10:50:09Z"}"""));

        assertThat(form.text()).isEqualTo("this");
        assertThat(form.count()).isEqualTo(2);
        assertThat(form.money()).hasToString("7.50");
        assertThat(form.time()).isEqualTo("2025-11-24T10:50:09Z");
        assertThat(form.lines()).containsExactly("a", "b");
    }

    @Test
    void null_is_as_good_as_absent() {
        var form = accepted(read("{\"text\":\"a\",\"count\":null,\"money\":null,\"time\":null,\"lines\":null}"));

        assertThat(form.count()).isNull();
        assertThat(form.money()).isNull();
        assertThat(form.time()).isNull();
        assertThat(form.lines()).isEmpty();
    }

    @Test
    void every_fault_is_named_with_its_place() {
        String json = "{\"id\":1,\"count\":0,\"money\":\"1\",\"lines\":[{\"name\":\"a\"},{\"name\":[]},{}]}";

        assertThat(problems(read(json)))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(
                        tuple("/id", RejectionReason.NOT_ALLOWED),
                        tuple("/count", RejectionReason.OUT_OF_RANGE),
                        tuple("/money", RejectionReason.WRONG_TYPE),
                        tuple("/lines/1/name", RejectionReason.WRONG_TYPE),
                        tuple("/lines/2/name", RejectionReason.MISSING_FIELD),
                        tuple("/text", RejectionReason.MISSING_FIELD));
    }

    @Test
    void an_element_that_is_no_object_is_named_by_its_number() {
        assertThat(problems(readWith("lines", "[{\"name\":\"a\"},7,[{}]]")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(
                        tuple("/lines/1", RejectionReason.WRONG_TYPE), tuple("/lines/2", RejectionReason.WRONG_TYPE));
    }

    @Test
    void only_so_many_faults_are_named() {
        String json = "{\"text\":\"a\"" + ",\"id\":1".repeat(1000) + "}";

        assertThat(problems(read(json))).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100"})
    void a_count_is_a_whole_number_in_its_range(String value, int count) {
        assertThat(accepted(readWith("count", value)).count()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OUT_OF_RANGE",
        "-0, OUT_OF_RANGE",
        "-1, OUT_OF_RANGE",
        "101, OUT_OF_RANGE",
        "2147483648, OUT_OF_RANGE",
        "4294967297, OUT_OF_RANGE", // 1 if it were cut to 32 bits
        "9223372036854775808, OUT_OF_RANGE",
        "18446744073709551617, OUT_OF_RANGE",
        "1.0, WRONG_TYPE",
        "1e2, WRONG_TYPE",
        "\"12\", WRONG_TYPE",
        "true, WRONG_TYPE",
        "{}, WRONG_TYPE",
        "[1], WRONG_TYPE"
    })
    void another_count_is_refused(String value, RejectionReason reason) {
        assertThat(problems(readWith("count", value)))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/count", reason));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.00",
        "0.01, 0.01",
        "7.5, 7.50",
        "750.00, 750.00",
        "0.10, 0.10",
        "10000000, 10000000.00",
        "10000000.00, 10000000.00",
        "1.000, 1.00",
        "7.5E2, 750.00",
        "1.0E7, 10000000.00"
    })
    void money_is_a_decimal_however_it_is_written(String value, String amount) {
        assertThat(accepted(readWith("money", value)).money()).hasToString(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OUT_OF_RANGE",
        "0.00, OUT_OF_RANGE",
        "-0.00, OUT_OF_RANGE",
        "-1, OUT_OF_RANGE",
        "10000000.01, OUT_OF_RANGE",
        "10000001, OUT_OF_RANGE",
        "9223372036854775808, OUT_OF_RANGE",
        "92233720368547758080000000000000000001, OUT_OF_RANGE",
        "0.001, INVALID_DECIMAL",
        "0.30000000000000004, INVALID_DECIMAL", // what 0.1 + 0.2 becomes in binary
        "1.001, INVALID_DECIMAL",
        "1e400, OUT_OF_RANGE",
        "1e999999999, OUT_OF_RANGE",
        "1e-400, INVALID_DECIMAL",
        "\"750.00\", WRONG_TYPE",
        "false, WRONG_TYPE",
        "{}, WRONG_TYPE",
        "[], WRONG_TYPE"
    })
    void other_money_is_refused(String value, RejectionReason reason) {
        assertThat(problems(readWith("money", value)))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/money", reason));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2025-11-24T10:50:09Z\"', 2025-11-24T10:50:09Z",
        "'\"2025-11-24T10:50:09\"', 2025-11-24T10:50:09Z",
        "1763981409, 2025-11-24T10:50:09Z",
        "1763981409123, 2025-11-24T10:50:09.123Z",
        "1763981409123456, 2025-11-24T10:50:09.123Z",
        "1763981409123456789, 2025-11-24T10:50:09.123Z",
        "1763981409.5, 2025-11-24T10:50:09.500Z",
        "1763981409.0, 2025-11-24T10:50:09Z",
        "1763981409.1239999, 2025-11-24T10:50:09.123Z",
        "1.763981409123E9, 2025-11-24T10:50:09.123Z", // as Java writes a double
        "946684800000, 2000-01-01T00:00:00Z",
        "'\"2026-11-20T12:05:00Z\"', 2026-11-20T12:05:00Z", // the latest
        "'\"2026-11-20T12:05:00.000999Z\"', 2026-11-20T12:05:00Z"
    })
    void a_time_has_many_forms(String value, Instant time) {
        assertThat(accepted(readWith("time", value)).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "0, INVALID_TIME",
        "-1, INVALID_TIME",
        "-1763981409.5, INVALID_TIME",
        "946684799999, INVALID_TIME",
        "9223372036854775808, INVALID_TIME",
        "1e400, INVALID_TIME",
        "1e999999999, INVALID_TIME",
        "1e-999999999, INVALID_TIME",
        "1e-99999999, INVALID_TIME", // that many digits take seconds to compute
        "1e99999999999, INVALID_TIME",
        "1e-99999999999, INVALID_TIME",
        "'\"1970-01-01T00:00:00Z\"', INVALID_TIME",
        "'\"yesterday\"', INVALID_TIME",
        "'\"\"', INVALID_TIME",
        "'\"1763981409123\"', INVALID_TIME",
        "'\"+999999999-12-31T23:59:59Z\"', INVALID_TIME",
        "'\"2026-11-20T12:05:00.001Z\"', TIME_IN_FUTURE",
        "'\"2099-01-01T00:00:00Z\"', TIME_IN_FUTURE",
        "1763981409123.0, TIME_IN_FUTURE", // milliseconds for seconds
        "9223372036854775807, TIME_IN_FUTURE",
        "true, WRONG_TYPE",
        "{}, WRONG_TYPE",
        "[], WRONG_TYPE"
    })
    void another_time_is_refused(String value, RejectionReason reason) {
        assertThat(problems(readWith("time", value)))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/time", reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concert-42",
                " a b ",
                "${jndi:ldap://example.org/a}",
                "../../etc/passwd",
                "<script>alert(1)</script>",
                "'; drop table bookings; --",
                "Москва",
                "🎫",
                "pipeline|show|window",
                "=1+1"
            })
    void any_text_is_a_name(String text) {
        assertThat(accepted(read("{\"text\":\"" + text + "\"}")).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\t",
                "\\u00a0\\u2003",
                "a\\u0000b",
                "a\\r\\nb",
                "a\\u001b[31m",
                "a\\u0085",
                "a\\u007f",
                "\\ud83c",
                "\\udfab\\ud83c",
                "a\\ud83c!"
            })
    void text_that_would_harm_a_log_or_a_key_is_refused(String escaped) {
        assertThat(problems(read("{\"text\":\"" + escaped + "\"}")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/text", RejectionReason.INVALID_TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "🎫"})
    void a_name_is_measured_in_characters_whatever_their_width(String character) {
        int most = JsonDocument.MOST_CHARACTERS;
        assertThat(accepted(read("{\"text\":\"" + character.repeat(most) + "\"}"))
                        .text())
                .isEqualTo(character.repeat(most));
        assertThat(problems(read("{\"text\":\"" + character.repeat(most + 1) + "\"}")))
                .extracting(Problem::reason)
                .containsExactly(RejectionReason.INVALID_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "1.5", "true", "{\"text\":\"a\"}", "[\"a\"]"})
    void text_is_a_string(String value) {
        assertThat(problems(read("{\"text\":" + value + "}")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/text", RejectionReason.WRONG_TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":null}", "{\"extra\":{\"text\":\"a\"}}"})
    void a_required_field_is_there(String json) {
        assertThat(problems(read(json)))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/text", RejectionReason.MISSING_FIELD));
    }

    @Test
    void a_field_that_matters_is_there_once() {
        assertThat(problems(read("{\"text\":\"a\",\"count\":1,\"count\":2}")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/count", RejectionReason.DUPLICATE_FIELD));
        assertThat(problems(read("{\"text\":null,\"text\":\"a\"}")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/text", RejectionReason.DUPLICATE_FIELD));
        assertThat(problems(readWith("lines", "[{\"name\":\"a\",\"name\":\"b\"}]")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/lines/0/name", RejectionReason.DUPLICATE_FIELD));
    }

    @Test
    void the_same_name_in_two_objects_is_not_twice() {
        assertThat(accepted(
                                read(
                                        "{\"text\":\"a\",\"lines\":[{\"name\":\"x\",\"text\":\"b\"},{\"name\":\"y\"}],\"count\":1}"))
                        .lines())
                .containsExactly("x", "y");
    }

    @Test
    void an_array_has_a_bound() {
        assertThat(problems(readWith("lines", "[{\"name\":\"a\"},{\"name\":\"a\"},{\"name\":\"a\"},{\"name\":\"a\"}]")))
                .extracting(Problem::reason)
                .containsExactly(RejectionReason.OUT_OF_RANGE);
        assertThat(problems(readWith("lines", "{\"name\":\"a\"}")))
                .extracting(Problem::field, Problem::reason)
                .containsExactly(tuple("/lines", RejectionReason.WRONG_TYPE));
    }

    @Test
    void a_reader_that_leaves_an_element_half_read_is_told_so() {
        byte[] json = "{\"lines\":[{\"name\":\"a\"}]}".getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> JsonReader.read(json, in -> {
                    in.nextField();
                    in.objects(1, in::nextField);
                    return new Reading.Accepted<>("");
                }))
                .withMessageContaining("nextField()");
    }
}
