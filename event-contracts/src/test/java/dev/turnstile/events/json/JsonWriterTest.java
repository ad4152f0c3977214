package dev.turnstile.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    @Test
    void fields_are_written_in_the_order_in_which_they_are_given() {
        assertThat(written(
                        json -> json.text("z", "last").number("a", 1).time("m", Instant.parse("2025-11-24T10:50:09Z"))))
                .isEqualTo("{\"z\":\"last\",\"a\":1,\"m\":\"2025-11-24T10:50:09Z\"}");
    }

    @Test
    void what_is_null_is_left_out() {
        assertThat(written(json -> json.text("text", null).time("time", null))).isEqualTo("{}");
    }

    @Test
    void money_has_two_decimals_and_no_exponent() {
        assertThat(written(json -> json.money("small", Money.ofCents(1))
                        .money("round", Money.ofCents(75_000))
                        .money("large", Money.ofCents(Long.MAX_VALUE))))
                .isEqualTo("{\"small\":0.01,\"round\":750.00,\"large\":92233720368547758.07}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_statistic_that_json_has_no_number_for_is_left_out(double score) {
        assertThat(written(json -> json.number("score", score).number("value", 2.5)))
                .isEqualTo("{\"value\":2.5}");
    }

    @Test
    void text_is_escaped_where_json_demands_it_and_nowhere_else() {
        assertThat(written(json -> json.text("text", "\"\\/ <b> é \u2028 🎫")))
                .isEqualTo("{\"text\":\"\\\"\\\\/ <b> é \u2028 🎫\"}");
    }

    @Test
    void objects_are_written_one_by_one() {
        assertThat(written(json -> json.objects("items", List.of("a", "b"), (item, name) -> item.text("name", name))))
                .isEqualTo("{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    }

    private static String written(JsonWriter.Fields fields) {
        return new String(JsonWriter.write(fields), UTF_8);
    }
}
