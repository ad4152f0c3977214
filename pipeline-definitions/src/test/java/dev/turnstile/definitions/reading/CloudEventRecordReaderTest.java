package dev.turnstile.definitions.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventRecordReaderTest {

    private static final Definition OF_DATA = definition("amount: {type: decimal, scale: 2, path: order.amount}");
    private static final Definition OF_ATTRIBUTE = definition("subject: {type: string, path: ce_subject}");

    private static Definition definition(String field) {
        return DefinitionFile.read("test.yaml", """
                pipeline: test
                source: {topics: [t], format: cloudevents}
                fields:
                  %s
                  id: {type: string, path: ce_id}
                  at: {type: time, path: ce_time}
                id: id
                time: at
                measures: {records: {count: all}}
                """.formatted(field));
    }

    private static String structured(Definition definition, String event) {
        return Told.of(definition, event.getBytes(UTF_8), Map.of());
    }

    private static String binary(Definition definition, String data, Map<String, String> headers) {
        Map<String, byte[]> all = new HashMap<>();
        Map.of("ce_specversion", "1.0", "ce_id", "7", "ce_time", "2025-11-24T10:50:05Z")
                .forEach((name, value) -> all.put(name, value.getBytes(UTF_8)));
        headers.forEach((name, value) -> all.put(name, value.getBytes(UTF_8)));
        return Told.of(definition, data.getBytes(UTF_8), all);
    }

    @Test
    void a_structured_event_has_its_data_and_attributes_in_its_value() {
        String event = """
                {"specversion":"1.0","id":"7","source":"/shop","type":"order","subject":"s",
                 "time":"2025-11-24T10:50:05Z","data":{"id":"not-this","order":{"amount":12.5}}}
                """;

        assertThat(structured(OF_DATA, event)).isEqualTo("12.50");
        assertThat(structured(OF_ATTRIBUTE, event)).isEqualTo("s");
    }

    @Test
    void a_binary_event_has_its_data_in_the_value_and_its_attributes_in_headers() {
        assertThat(binary(OF_DATA, "{\"order\":{\"amount\":12.5}}", Map.of())).isEqualTo("12.50");
        assertThat(binary(OF_ATTRIBUTE, "{}", Map.of("ce_subject", "s"))).isEqualTo("s");
        assertThat(binary(OF_ATTRIBUTE, "", Map.of("ce_subject", "s")))
                .as("an event without data")
                .isEqualTo("s");
    }

    @Test
    void what_is_wrong_is_told_at_its_place() {
        assertThat(structured(OF_DATA, "{\"id\":\"7\",\"time\":\"now\",\"data\":{\"order\":{\"amount\":1}}}"))
                .startsWith("INVALID_TIME /time: ");
        assertThat(structured(OF_DATA, "{\"id\":\"7\",\"time\":1764000000,\"data\":\"text\"}"))
                .startsWith("WRONG_TYPE /data: expected an object or an array");
        assertThat(binary(OF_DATA, "{}", Map.of("ce_time", "now"))).startsWith("INVALID_TIME /ce_time: ");
        assertThat(binary(OF_DATA, "{}", Map.of())).startsWith("MISSING_FIELD /order/amount: is required");
        assertThat(binary(OF_DATA, "{", Map.of())).startsWith("MALFORMED_JSON");
        assertThat(binary(OF_DATA, "<order/>", Map.of("content-type", "text/xml")))
                .isEqualTo("MALFORMED_JSON : expected data as application/json, this is text/xml");
    }
}
