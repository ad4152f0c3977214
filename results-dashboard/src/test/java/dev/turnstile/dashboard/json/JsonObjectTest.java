package dev.turnstile.dashboard.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void fields_keep_their_order_and_their_digits() throws Exception {
        JsonObject object = read("""
                {"b":"text","a":750.00,"c":true,"d":null,"e":[1, {"x":2}],"f":1e2}""");

        assertThat(object.fields())
                .containsExactly(
                        Map.entry("b", new JsonField(JsonField.Kind.TEXT, "text")),
                        Map.entry("a", new JsonField(JsonField.Kind.NUMBER, "750.00")),
                        Map.entry("c", new JsonField(JsonField.Kind.TRUTH, "true")),
                        Map.entry("d", new JsonField(JsonField.Kind.NULL, "")),
                        Map.entry("e", new JsonField(JsonField.Kind.STRUCTURE, "[1, {\"x\":2}]")),
                        Map.entry("f", new JsonField(JsonField.Kind.NUMBER, "1e2")));
    }

    @Test
    void line_breaks_between_tokens_become_spaces_so_that_it_fits_on_a_line_of_an_event() throws Exception {
        JsonObject object = read("{\r\n\"a\": \"x\\ny\"\n}");

        assertThat(object.asItCame()).hasToString("{  \"a\": \"x\\ny\" }");
        assertThat(object.text("a")).isEqualTo("x\ny");
    }

    @Test
    void a_field_can_be_added_at_the_end() throws Exception {
        assertThat(read("{\"a\":1} ").asItCame().with("adds_up", true)).hasToString("{\"a\":1,\"adds_up\":true}");
        assertThat(read("{ }").asItCame().with("adds_up", false)).hasToString("{ \"adds_up\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"a\":1",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":1/*c*/}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\u0000\"}",
                "\uFEFF{\"a\":1}",
                "{\"a\":\"x\ny\"}"
            })
    void anything_else_than_one_json_object_is_unreadable(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void only_utf_8_is_read_also_in_values_that_nobody_looks_at() {
        assertThatThrownBy(() -> JsonObject.read("{\"a\":\"é\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> JsonObject.read("{\"a\":[\"é\"]}".getBytes(ISO_8859_1)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> JsonObject.read("{\"a\":1}".getBytes(UTF_16LE)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> JsonObject.read((byte[]) null)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void depth_and_size_are_bounded() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> read("{\"a\":\"" + "x".repeat(70_000) + "\"}"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("at most 65536 bytes");
    }

    @Test
    void a_field_of_another_type_is_not_taken_for_the_one_expected() throws Exception {
        JsonObject object = read("""
                {"text":"12","number":12,"fraction":1.5,"negative":-1,"time":"2025-11-24T10:50:00Z","no_time":"10:50"}""");

        assertThat(object.count("number")).isEqualTo(12);
        assertThat(object.time("time")).isEqualTo(Instant.parse("2025-11-24T10:50:00Z"));
        assertThatThrownBy(() -> object.count("text")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> object.count("fraction")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> object.count("negative")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> object.text("number")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> object.time("no_time")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> object.text("absent")).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void what_is_said_of_a_record_fits_on_a_line_of_the_log() {
        assertThat(new UnreadableRecordException("bad\r\nINFO all is well" + "x".repeat(1_000)))
                .message()
                .startsWith("bad??INFO")
                .hasSize(200);
    }

    private static JsonObject read(String text) throws UnreadableRecordException {
        return JsonObject.read(text.getBytes(UTF_8));
    }
}
