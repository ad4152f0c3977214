package dev.turnstile.dashboard.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsCsvTest {

    @Test
    void there_is_a_column_for_each_field_and_money_keeps_its_digits() {
        assertThat(csv("""
                {"pipeline":"orders","total_revenue":750.00,"status":"final"}""", """
                {"pipeline":"orders","total_revenue":-1.50,"revision":1}""")).isEqualTo("""
                        pipeline,total_revenue,status,revision\r
                        orders,750.00,final,\r
                        orders,-1.50,,1\r
                        """);
    }

    @Test
    void what_would_break_a_line_or_a_cell_is_quoted() {
        assertThat(csv("""
                {"event_id":"a,b","name":"say \\"hi\\"","note":"x\\r\\ny"}""")).isEqualTo("event_id,name,note\r\n\"a,b\",\"say \"\"hi\"\"\",\"x\r\ny\"\r\n");
    }

    @Test
    void a_text_that_a_spreadsheet_would_run_is_made_a_text_there_too() {
        assertThat(csv("""
                {"a":"=cmd()","b":"+1","c":"-1","d":"@x","e":"\\t=1","f":"1=1","=g":1}""")).isEqualTo("a,b,c,d,e,f,'=g\r\n'=cmd(),'+1,'-1,'@x,'\t=1,1=1,1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20x"})
    void full_width_forms_are_taken_for_what_they_look_like(String name) {
        assertThat(csv("{\"a\":\"" + name + "\"}")).isEqualTo("a\r\n'" + name + "\r\n");
    }

    @Test
    void a_byte_order_mark_tells_spreadsheets_the_encoding() {
        assertThat(written("{\"a\":\"\u6771\u4EAC\"}")).isEqualTo("\uFEFFa\r\n\u6771\u4EAC\r\n");
    }

    @Test
    void what_is_nested_is_told_as_json() {
        assertThat(csv("{\"top\":[{\"show\":\"a\"},2]}")).isEqualTo("top\r\n\"[{\"\"show\"\":\"\"a\"\"},2]\"\r\n");
    }

    @Test
    void no_results_are_an_empty_file() {
        assertThat(csv()).isEmpty();
    }

    /** Without the mark at its beginning. */
    private static String csv(String... results) {
        return written(results).substring(1);
    }

    private static String written(String... results) {
        List<Json> objects = Stream.of(results)
                .map(result -> Json.written(result.getBytes(UTF_8)))
                .toList();
        StringBuilder csv = new StringBuilder();
        try {
            ResultsCsv.write(objects, csv);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder cannot fail to be written", e);
        }
        return csv.toString();
    }
}
