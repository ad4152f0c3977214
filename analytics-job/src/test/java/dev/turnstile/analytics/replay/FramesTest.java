package dev.turnstile.analytics.replay;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them. */
class FramesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"b\":\"x\"}\n",
                "{\"a\":1}\n{\"b\":\"x\"}",
                "{\"a\":1}\r\n\r\n{\"b\":\"x\"}\r\n",
                "{\"a\":1}\r{\"b\":\"x\"}\r",
                " \n {\"a\":1}\n\t\n{\"b\":\"x\"}\n",
                "[{\"a\":1},{\"b\":\"x\"}]",
                "[\n{\"a\":1},\n{\"b\":\"x\"}\n]\n",
                "[{\"a\":1}]\n[{\"b\":\"x\"}]\n",
                "{\"a\":1}{\"b\":\"x\"}",
                "{\"a\":1} {\"b\":\"x\"}\n",
            })
    void lines_arrays_and_documents_have_the_same_records(String text) throws IOException {
        assertThat(json(text)).containsExactly("{\"a\":1}", "{\"b\":\"x\"}");
    }

    @Test
    void a_document_goes_over_as_many_lines_as_it_has() throws IOException {
        String first = "{\n  \"a\": {\n    \"b\": [1, 2]\n  }\n}";
        String second = "{\n  \"text\": \"} ] \\\" {\"\n}";

        assertThat(json(first + "\n" + second + "\n")).containsExactly(first, second);
        assertThat(json("[\n  " + first + ",\n  " + second + "\n]")).containsExactly(first, second);
    }

    @Test
    void in_a_file_of_lines_what_is_wrong_with_one_is_nothing_to_the_next() throws IOException {
        assertThat(json("{\"a\":1}\n{\"b\":[\n\"open\n}}}\n{\"c\":1}\n"))
                .containsExactly("{\"a\":1}", "{\"b\":[", "\"open", "}}}", "{\"c\":1}");
        assertThat(json("nonsense\n{\"a\":1}\n")).containsExactly("nonsense", "{\"a\":1}");
    }

    @Test
    void a_document_without_its_last_brace_ends_before_the_next_one() throws IOException {
        assertThat(json("{\"a\":\"x\n{\"b\":1}\n{\n\"c\":1}\n"))
                .containsExactly("{\"a\":\"x\n", "{\"b\":1}", "{\n\"c\":1}");
    }

    @Test
    void what_is_no_object_is_a_record_of_its_own() throws IOException {
        assertThat(json("[1,\"a,b\",null,{\"a\":1}]")).containsExactly("1", "\"a", "b\"", "null", "{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", " ", "[]", "[\n]\n"})
    void a_file_without_records_has_none(String text) throws IOException {
        assertThat(json(text)).isEmpty();
    }

    @Test
    void rows_of_csv_end_outside_of_quotes() throws IOException {
        assertThat(records(Framing.CSV_ROWS, "a,b\r\n\"x\ny\",2\r\n\r\n\"q\"\"\",3\r1,2".getBytes(UTF_8)))
                .containsExactly("a,b", "\"x\ny\",2", "\"q\"\"\",3", "1,2");
    }

    @Test
    void packed_files_are_unpacked_however_they_are_called() throws IOException {
        byte[] text = "{\"a\":1}\n{\"b\":\"東\"}\n".getBytes(UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(text);
        }

        assertThat(records(Framing.JSON, gzip.toByteArray())).containsExactly("{\"a\":1}", "{\"b\":\"東\"}");
        assertThat(records(Framing.JSON, Zstd.compress(text))).containsExactly("{\"a\":1}", "{\"b\":\"東\"}");
    }

    @Test
    void utf_16_and_byte_order_marks_are_taken_for_what_they_are() throws IOException {
        String text = "{\"a\":\"東😀\"}\n";
        for (byte[] bytes : List.of(
                ("\uFEFF" + text).getBytes(UTF_8),
                text.getBytes(UTF_16LE),
                ("\uFEFF" + text).getBytes(UTF_16LE),
                text.getBytes(UTF_16BE),
                ("\uFEFF" + text).getBytes(UTF_16BE))) {
            assertThat(records(Framing.JSON, bytes)).containsExactly(text.strip());
        }
    }

    private static List<String> json(String text) throws IOException {
        return records(Framing.JSON, text.getBytes(UTF_8));
    }

    private static List<String> records(Framing framing, byte[] file) throws IOException {
        Frames frames = framing.frames(TextFile.open(new ByteArrayInputStream(file)));
        List<String> records = new ArrayList<>();
        for (byte[] record = frames.next(); record != null; record = frames.next()) {
            records.add(new String(record, UTF_8));
        }
        return records;
    }
}
