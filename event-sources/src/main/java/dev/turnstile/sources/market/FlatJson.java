package dev.turnstile.sources.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The single values in a JSON object, as they were written, by their path: {@code bitcoin/usd}. Arrays are passed over. */
final class FlatJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    static Map<String, String> read(String json) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("expected a JSON object");
            }
            readObject(parser, "", values);
        }
        return values;
    }

    private static void readObject(JsonParser parser, String path, Map<String, String> values) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = path + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> readObject(parser, name + "/", values);
                case START_ARRAY -> parser.skipChildren();
                case VALUE_NULL -> {}
                default -> values.put(name, parser.getText());
            }
        }
    }
}
