package dev.turnstile.publishing.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBodyTest {

    @Test
    void an_array_is_cut_into_its_elements_to_the_byte() {
        assertThat(array(" [ {\"a\" : [1,{\"b\":2}]} ,7,-1.50e3, \"t\u00fc \\\" ,]\" ,null,true,[ [] ], {} ] "))
                .containsExactly(
                        "{\"a\" : [1,{\"b\":2}]}",
                        "7",
                        "-1.50e3",
                        "\"t\u00fc \\\" ,]\"",
                        "null",
                        "true",
                        "[ [] ]",
                        "{}");
    }

    @Test
    void characters_of_several_bytes_do_not_shift_the_cuts() {
        assertThat(array("\uFEFF[{\"a\":\"\uD83C\uDFAB\"},{\"b\":\"\u00e9\u20ac\"},3]"))
                .containsExactly("{\"a\":\"\uD83C\uDFAB\"}", "{\"b\":\"\u00e9\u20ac\"}", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{}", "null", "7", "[", "[1", "[1,", "[1,]", "[1 2]", "[1]]", "[1] []", "[{]}", "[NaN]"
            })
    void what_is_no_whole_array_is_refused(String body) {
        assertRefused(ProblemKind.INVALID_BODY, () -> array(body));
    }

    @Test
    void an_array_in_utf_16_is_refused() {
        assertRefused(ProblemKind.INVALID_BODY, () -> BatchBody.ofArray("[1]".getBytes(StandardCharsets.UTF_16BE)));
        assertRefused(ProblemKind.INVALID_BODY, () -> BatchBody.ofArray("[1]".getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void lines_are_cut_at_line_feeds_and_blank_ones_are_passed_over() {
        assertThat(lines("{}\r\n\n  \t\r\n{\"a\":1}\n garbage")).containsExactly("{}\r", "{\"a\":1}", " garbage");
    }

    @Test
    void there_is_at_least_one_item_and_at_most_a_thousand() {
        assertRefused(ProblemKind.INVALID_BODY, () -> array("[]"));
        assertRefused(ProblemKind.INVALID_BODY, () -> lines("\n \r\n"));
        assertThat(lines("{}\n".repeat(1_000))).hasSize(1_000);
        assertThat(array("[0" + ",0".repeat(999) + "]")).hasSize(1_000);
        assertRefused(ProblemKind.TOO_LARGE, () -> lines("{}\n".repeat(1_001)));
        assertRefused(ProblemKind.TOO_LARGE, () -> array("[0" + ",0".repeat(1_000) + "]"));
    }

    private static List<String> array(String body) {
        return texts(BatchBody.ofArray(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> lines(String body) {
        return texts(BatchBody.ofLines(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(List<byte[]> items) {
        return items.stream()
                .map(item -> new String(item, StandardCharsets.UTF_8))
                .toList();
    }

    private static void assertRefused(ProblemKind kind, Runnable cutting) {
        assertThatThrownBy(cutting::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().kind()).isEqualTo(kind));
    }
}
