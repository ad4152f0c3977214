package dev.turnstile.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRequestTest {

    private static final Instant AT = Instant.parse("2025-11-24T10:50:09Z");

    @Test
    void the_server_adds_up_what_was_ordered() {
        assertThat(event("{\"user_id\":\"u-1\",\"items\":[{\"product_id\":\"p-1\",\"quantity\":2,\"price\":500},"
                        + "{\"product_id\":\"p-2\",\"quantity\":3,\"price\":0.1}]}"))
                .isEqualTo("{\"order_id\":\"id-1\",\"user_id\":\"u-1\",\"total_amount\":1000.30,\"status\":\"pending\","
                        + "\"items_count\":5,\"event_type\":\"order.created\",\"created_at\":\"2025-11-24T10:50:09Z\","
                        + "\"items\":[{\"product_id\":\"p-1\",\"quantity\":2,\"price\":500.00},"
                        + "{\"product_id\":\"p-2\",\"quantity\":3,\"price\":0.10}]}");
    }

    @Test
    void the_most_that_one_order_may_cost_is_ten_million() {
        assertThat(read(ordering(10, "1000000.00"))).isInstanceOf(Reading.Accepted.class);
        assertThat(problems(ordering(11, "1000000.00")))
                .extracting(Reading.Problem::field, Reading.Problem::reason)
                .containsExactly(tuple("/items", RejectionReason.OUT_OF_RANGE));
        // As much as there can be: no overflow.
        String dearest = "{\"product_id\":\"p\",\"quantity\":10000,\"price\":10000000.00}";
        assertThat(problems("{\"user_id\":\"u\",\"items\":[" + dearest + ("," + dearest).repeat(499) + "]}"))
                .extracting(Reading.Problem::reason)
                .containsExactly(RejectionReason.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"items\":[]",
                "\"items\":null",
                "\"items\":{}",
                "\"items\":\"p-1\"",
                "\"item\":[{\"product_id\":\"p\",\"quantity\":1,\"price\":1}]"
            })
    void an_order_of_nothing_is_none(String items) {
        assertThat(problems("{\"user_id\":\"u\"," + items + "}"))
                .extracting(Reading.Problem::field)
                .containsExactly("/items");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.001", "1e-3", "\"1.00\"", "0", "0.00", "-1", "10000000.01", "NaN", "null"})
    void a_price_is_a_plain_decimal_of_cents(String price) {
        assertThat(read(ordering(1, price))).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void what_only_the_server_sets_is_refused_by_name() {
        String mine =
                "\"order_id\":\"x\",\"total_amount\":1,\"items_count\":1,\"status\":\"paid\",\"event_type\":\"x\","
                        + "\"created_at\":\"x\",";

        assertThat(problems("{" + mine + ordering(1, "1").substring(1)))
                .allSatisfy(problem -> assertThat(problem.reason()).isEqualTo(RejectionReason.NOT_ALLOWED))
                .extracting(Reading.Problem::field)
                .containsExactly("/order_id", "/total_amount", "/items_count", "/status", "/event_type", "/created_at");
    }

    @Test
    void there_are_at_most_500_items() {
        String item = "{\"product_id\":\"p\",\"quantity\":1,\"price\":1}";

        assertThat(read("{\"user_id\":\"u\",\"items\":[" + item + ("," + item).repeat(499) + "]}"))
                .isInstanceOf(Reading.Accepted.class);
        assertThat(problems("{\"user_id\":\"u\",\"items\":[" + item + ("," + item).repeat(500) + "]}"))
                .extracting(Reading.Problem::reason)
                .containsExactly(RejectionReason.OUT_OF_RANGE);
    }

    private static String ordering(int quantity, String price) {
        return "{\"user_id\":\"u-1\",\"items\":[{\"product_id\":\"p-1\",\"quantity\":" + quantity + ",\"price\":"
                + price + "}]}";
    }

    private static String event(String json) {
        OrderRequest request = ((Reading.Accepted<OrderRequest>) read(json)).event();
        return new String(request.toEvent("id-1", AT).value(), StandardCharsets.UTF_8);
    }

    private static List<Reading.Problem> problems(String json) {
        return ((Reading.Rejected<OrderRequest>) read(json)).problems();
    }

    private static Reading<OrderRequest> read(String json) {
        return OrderRequest.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
