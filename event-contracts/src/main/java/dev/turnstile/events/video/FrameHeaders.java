package dev.turnstile.events.video;

import dev.turnstile.events.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of a frame whose value is the picture itself: named as the fields of the JSON form, UTF-8 text. */
public final class FrameHeaders {

    public static final String FRAME_ID = "frame_id";
    public static final String TIMESTAMP = "timestamp";
    public static final String SOURCE = "source";
    public static final String FRAME_WIDTH = "frame_width";
    public static final String FRAME_HEIGHT = "frame_height";
    public static final String FRAME_CHANNELS = "frame_channels";
    public static final String FRAME_SIZE_BYTES = "frame_size_bytes";

    private static final List<String> ALL =
            List.of(FRAME_ID, TIMESTAMP, SOURCE, FRAME_WIDTH, FRAME_HEIGHT, FRAME_CHANNELS, FRAME_SIZE_BYTES);
    private static final List<String> TEXTS = List.of(FRAME_ID, SOURCE);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

    private FrameHeaders() {}

    static Map<String, byte[]> of(Frame frame) {
        Map<String, byte[]> headers = new TreeMap<>();
        put(headers, FRAME_ID, frame.frameId());
        put(headers, TIMESTAMP, frame.timestamp().toString());
        put(headers, SOURCE, frame.source());
        put(headers, FRAME_WIDTH, Integer.toString(frame.width()));
        put(headers, FRAME_HEIGHT, Integer.toString(frame.height()));
        put(headers, FRAME_CHANNELS, Integer.toString(frame.channels()));
        put(headers, FRAME_SIZE_BYTES, Integer.toString(frame.jpeg().length));
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, String text) {
        headers.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The headers as the JSON form has them, so that one reader decides about both; digits are a number where one
     * belongs.
     *
     * @return null if one of them is no UTF-8
     */
    static byte @Nullable [] asJson(Map<String, byte[]> headers) {
        Map<String, String> texts = new TreeMap<>();
        try {
            for (String name : ALL) {
                byte[] header = headers.get(name);
                if (header != null) {
                    texts.put(
                            name,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(header))
                                    .toString());
                }
            }
        } catch (CharacterCodingException e) {
            return null;
        }
        return JsonWriter.write(json -> {
            for (Map.Entry<String, String> header : texts.entrySet()) {
                String text = header.getValue();
                if (!TEXTS.contains(header.getKey())
                        && WHOLE_NUMBER.matcher(text).matches()) {
                    json.number(header.getKey(), Long.parseLong(text));
                } else {
                    json.text(header.getKey(), text);
                }
            }
        });
    }
}
