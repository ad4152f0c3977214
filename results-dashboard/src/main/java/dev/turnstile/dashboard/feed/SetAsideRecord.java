package dev.turnstile.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import dev.turnstile.dashboard.store.SetAside;
import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.Topics;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads a record of {@code late-events} or {@code rejected-events}: any bytes at all, with headers. */
final class SetAsideRecord {

    /** As much as is shown of anything. */
    static final int MOST_BYTES = 1024;

    private SetAsideRecord() {}

    static SetAside read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        return new SetAside(
                record.topic().equals(Topics.LATE_EVENTS.name()) ? SetAside.Kind.LATE : SetAside.Kind.REJECTED,
                PipelineName.require(header(record, SetAsideHeaders.PIPELINE)),
                header(record, SetAsideHeaders.REASON),
                header(record, SetAsideHeaders.DETAIL),
                header(record, SetAsideHeaders.SOURCE_TOPIC),
                number(record, SetAsideHeaders.SOURCE_PARTITION, Integer::valueOf),
                number(record, SetAsideHeaders.SOURCE_OFFSET, Long::valueOf),
                Instant.ofEpochMilli(record.timestamp()),
                record.value() == null ? null : start(record.value()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : start(header.value());
    }

    private static <N extends Number> N number(
            ConsumerRecord<byte[], byte[]> record, String name, Function<String, N> parse)
            throws UnreadableRecordException {
        String text = header(record, name);
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new UnreadableRecordException("expected a number in the header " + name + ", was " + text);
        }
    }

    /** The first bytes as text, whole characters only; what is no UTF-8 shows as replacement characters. */
    private static String start(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(MOST_BYTES);
        boolean isAll = bytes.length <= MOST_BYTES;
        UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES)), text, isAll);
        return text.flip().toString();
    }
}
