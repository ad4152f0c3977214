package dev.turnstile.definitions.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A definition with one mistake, and what its author is told: where, what was expected, and the remedy. */
class MistakesTest {

    private static final String GOOD = """
            pipeline: shop
            source: {topics: [sales]}
            fields:
              country:  {type: string}
              customer: {type: string, optional: true}
              quantity: {type: integer, min: -100, max: 100}
              price:    {type: decimal, scale: 2}
              at:       {type: time}
            time: at
            where: country != "test"
            by: [country]
            measures:
              lines: {count: all}
              net:   {sum: [quantity, price]}
              mean:  {ratio: [net, lines], scale: 2}
            windows:
              - {every: 1m}
              - {every: 1h}
            alerts:
              - {name: slump, when: net < 0.00, for: 2}
            """;

    private static final String WITH_CANCELLATIONS = GOOD.replace(
                    "by: [country]",
                    "id: sale\ncancellations: {where: has(undo), undoes: sale, id: undo, amount: part, of: price}\nby: [country]")
            .replace(
                    "  at:  ",
                    "  sale: {type: string}\n  undo: {type: string, optional: true}\n"
                            + "  part: {type: decimal, scale: 2, optional: true}\n  at:  ")
            .replace(
                    "  lines: ",
                    "  sold: {sum: price}\n  undone: {sum: price, of: cancellations}\n"
                            + "  left: {difference: [sold, undone]}\n  lines: ");

    static Stream<Arguments> mistakesOfCancellations() {
        return Stream.of(
                arguments(
                        "id: sale\n",
                        "",
                        "14:16: what is undone is found by its id, which must be one field: write such as id: order_id"),
                arguments(
                        "where: has(undo), ",
                        "",
                        "15:16: where is missing: write where: event_type == \"order.cancelled\""),
                arguments(
                        "undoes: sale",
                        "undoes: quantity",
                        "15:43: quantity is of type integer, and the id sale of what it undoes is of type string:"
                                + " expected the same"),
                arguments(
                        "undo: {type: string, optional: true}",
                        "undo: {type: string}",
                        "15:53: records that are no cancellations have no undo: write optional: true there"),
                arguments(
                        ", of: price}\nby",
                        "}\nby",
                        "15:67: how much is undone, and of what, go together: write such as amount: refunded_amount, of:"
                                + " total_amount"),
                arguments(
                        "id: undo, ",
                        "",
                        "15:57: a record that is undone in parts has several cancellations: write id, the field by which they"
                                + " are told apart"),
                arguments(
                        "part: {type: decimal, scale: 2",
                        "part: {type: decimal, scale: 3",
                        "15:67: part is a part of price: expected the same type and scale"),
                arguments(
                        "sold: {sum: price}",
                        "sold: {sum: price, where: price > 0.00}",
                        "15:77: no measure says how much of price there is: write one such as total: {sum: price}"),
                arguments(
                        "lines: {count: all}",
                        "lines: {count: all, of: cancelled}",
                        "21:27: expected which records it is of: cancellations; was \"cancelled\""),
                arguments(
                        "left: {difference: [sold, undone]}",
                        "left: {difference: [sold, mean]}",
                        "20:29: there is no measure mean; there are sold, undone"),
                arguments(
                        "left: {difference: [sold, undone]}",
                        "left: {distinct: price, of: cancellations}",
                        "20:31: only a count or a sum is of cancellations, and this is a distinct: take it out"));
    }

    @ParameterizedTest
    @MethodSource("mistakesOfCancellations")
    void a_mistake_about_cancellations_is_told_with_its_remedy(String right, String wrong, String messages) {
        assertThat(WITH_CANCELLATIONS).contains(right);
        MistakesException mistakes = catchThrowableOfType(
                MistakesException.class,
                () -> DefinitionFile.read("shop.yaml", WITH_CANCELLATIONS.replace(right, wrong)));
        assertThat(mistakes).hasMessage("shop.yaml:" + messages);
    }

    @Test
    void nothing_is_wrong_with_cancellations_as_they_should_be() {
        assertThat(DefinitionFile.read("shop.yaml", WITH_CANCELLATIONS).cancellations())
                .isNotNull();
    }

    /** What is written instead of what, and the message: line, column, text. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "pipeline: shop",
                        "pipeline: Shop",
                        "1:11: expected a name of at most 40 small letters, digits and hyphens that begins with a letter, such as online-retail, was \"Shop\""),
                arguments(
                        "topics: [sales]",
                        "topic: [sales]",
                        "2:9: topics is missing: write topics: [retail-lines]\n2:10: a source has no topic; did you mean topics?"),
                arguments(
                        "topics: [sales]",
                        "topics: [sales], format: jsn",
                        "2:35: expected a format: json, csv, avro, cloudevents; was \"jsn\"; did you mean json?"),
                arguments(
                        "country:  {type: string}",
                        "country:  {type: text}",
                        "4:20: expected a type: string, integer, decimal, time, boolean; was \"text\""),
                arguments(
                        "min: -100, max: 100",
                        "min: 100, max: -100",
                        "6:34: min is \"100\" and max is \"-100\": expected a min that is not above it"),
                arguments(
                        "scale: 2}\n  at",
                        "scale: 12}\n  at",
                        "7:36: expected a number of decimals from 0 to 9, was \"12\""),
                arguments(
                        "at:       {type: time}",
                        "at:       {type: time, accept: [\"yyyy-QQ-zz foo\"]}",
                        "8:35: expected iso, epoch_seconds, epoch_millis, epoch_micros, epoch_nanos, text or a pattern with a date and a time, such as \"yyyy-MM-dd HH:mm:ss\", was \"yyyy-QQ-zz foo\""),
                arguments(
                        "at:       {type: time}",
                        "at:       {type: time, zone: Europe/Londn}",
                        "8:32: there is no zone Europe/Londn: expected such as UTC, Europe/London or +05:30; did you mean Europe/London?"),
                arguments(
                        "time: at",
                        "time: price",
                        "9:7: the event time must be a field of type time, and price is of type decimal"),
                arguments("time: at", "time: att", "9:7: there is no field att; did you mean at?"),
                arguments("by: [country]", "by: [cuntry]", "11:6: there is no field cuntry; did you mean country?"),
                arguments(
                        "by: [country]",
                        "by: [customer]",
                        "11:6: customer is optional, and a record without it would have no window: give it a default, such as default: unknown"),
                arguments(
                        "by: [country]",
                        "by: [price]",
                        "11:6: windows are for values of type string, integer or boolean, and price is of type decimal"),
                arguments(
                        "country != \"test\"",
                        "cuntry != \"test\"",
                        "10:8: there is no field cuntry; did you mean country?"),
                arguments(
                        "country != \"test\"",
                        "quantity != \"test\"",
                        "10:17: != does not compare integer with string: expected values of one type"),
                arguments(
                        "country != \"test\"",
                        "price > 0.005",
                        "10:16: 0.005 has more decimals than what it is compared with, which has 2"),
                arguments(
                        "country != \"test\"",
                        "quantity",
                        "10:8: this is of type integer, and no condition: compare it, such as by == or has()"),
                arguments(
                        "country != \"test\"",
                        "country = \"test\"",
                        "10:16: \"=\" was not expected here: conditions are in CEL, with == for equal, && for and, || for or, ! for not"),
                arguments(
                        "country != \"test\"",
                        "country ==",
                        "10:18: the condition ends where more was expected: conditions are in CEL, with == for equal, && for and, || for or, ! for not"),
                arguments(
                        "country != \"test\"",
                        "quantity > 0 and price > 0",
                        "10:21: \"and\" was not expected here: conditions are in CEL, with == for equal, && for and, || for or, ! for not"),
                arguments(
                        "country != \"test\"",
                        "quantity.startsWith(\"5\")",
                        "10:27: startsWith is not for integer: expected such as country.startsWith(\"F\")"),
                arguments(
                        "country != \"test\"",
                        "at > price",
                        "10:11: > does not compare time with decimal: expected values of one type"),
                arguments(
                        "country != \"test\"",
                        "country.name == \"test\"",
                        "10:15: a field is named by one word: expected such as country == \"France\""),
                arguments(
                        "country != \"test\"",
                        "'country == \"it''s\" || cuntry == \"x\"'",
                        "10:31: there is no field cuntry; did you mean country?"),
                arguments(
                        "country != \"test\"",
                        "\"country == \\\"😀\\\" || cuntry == \\\"x\\\"\"",
                        "10:29: there is no field cuntry; did you mean country?"),
                arguments(
                        "country != \"test\"",
                        "country != \"test\"\n  && cuntry != \"x\"",
                        "11:6: there is no field cuntry; did you mean country?"),
                arguments(
                        "country != \"test\"",
                        ">-\n  country != \"test\"\n  && cuntry != \"x\"",
                        "12:6: there is no field cuntry; did you mean country?"),
                arguments(
                        "country != \"test\"",
                        "|\n  country != \"test\"\n    && cuntry != \"x\"",
                        "12:8: there is no field cuntry; did you mean country?"),
                arguments(
                        "{count: all}",
                        "{cuont: all}",
                        "13:10: expected one of count, sum, max, min, distinct, difference, ratio, was none: write one, such as {count: all}\n13:11: a measure has no cuont; did you mean count?"),
                arguments(
                        "sum: [quantity, price]",
                        "sum: [quantity, country]",
                        "14:27: a sum is of fields of type integer or decimal, and country is of type string"),
                arguments(
                        "ratio: [net, lines]",
                        "ratio: [net, line]",
                        "15:24: there is no measure line; did you mean lines?"),
                arguments(
                        "{every: 1h}",
                        "{every: 90s}",
                        "18:13: expected a whole multiple of the first window, 1m, was \"90s\""),
                arguments(
                        "{every: 1h}",
                        "{every: 1m}",
                        "18:5: there is a window 1m already: give this one a name of its own, such as name: 1m-2"),
                arguments(
                        "{every: 1m}",
                        "{every: 1 minute}",
                        "17:13: expected a length from 1s to 366d, such as 30s, 1m, 1h or 1d, was \"1 minute\""),
                arguments("net < 0.00", "nett < 0.00", "20:25: there is no measure nett; did you mean net?"),
                arguments(
                        "mean:  {ratio: [net, lines], scale: 2}",
                        "mean:  {max: at}\n  older: {ratio: [mean, lines]}",
                        "16:19: mean is a time, which cannot be divided: expected a measure that is a number"),
                arguments(
                        "mean:  {ratio: [net, lines], scale: 2}",
                        "mean:  {ratio: [mean, lines]}",
                        "15:19: mean is a ratio itself, and rounded: expected a count, a sum, a difference, a distinct, a max or a min, so that this one is exact"),
                arguments(
                        "mean:  {ratio: [net, lines], scale: 2}",
                        "newest: {max: at}\nout_of_order: 2d",
                        "16:15: expected a length of at most 1d, such as 30s, was \"2d\""),
                arguments(
                        "mean:  {ratio: [net, lines], scale: 2}\nwindows:\n  - {every: 1m}\n  - {every: 1h}\nalerts:\n  - {name: slump, when: net < 0.00",
                        "newest: {max: at}\nalerts:\n  - {name: old, when: newest > 5",
                        "17:30: > does not compare time with integer: expected values of one type"),
                arguments("for: 2", "for: 0", "20:42: expected a number of windows from 1 to 1440, was \"0\""),
                arguments(
                        "  lines: {count: all}",
                        "  status: {count: all}",
                        "13:3: every result has a status already: give this measure another name\n15:24: there is no measure lines; there are status, net, mean"),
                arguments(
                        "customer: {type: string, optional: true}",
                        "customer: {type: string, default: \"\"}",
                        "5:37: expected a text of at most 128 characters, was nothing"),
                arguments(
                        "quantity: {type: integer, min: -100, max: 100}",
                        "quantity: {type: integer, default: many}",
                        "6:38: expected a whole number of 64 bits, was \"many\""),
                arguments(
                        "by: [country]\n",
                        "by: [country]\nby: [country]\n",
                        "12:1: by is here twice: take one out, the first is in line 11"),
                arguments("windows:\n", "window:\n", "16:1: a definition has no window; did you mean windows?"));
    }

    @Test
    void the_definition_that_the_others_are_made_of_is_good() {
        assertThat(DefinitionFile.read("shop.yaml", GOOD).summary())
                .isEqualTo("shop, 5 fields, 3 measures, windows 1m 1h");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_place_and_its_remedy(String right, String wrong, String told) {
        assertThat(GOOD).contains(right);
        MistakesException mistakes = catchThrowableOfType(
                MistakesException.class, () -> DefinitionFile.read("shop.yaml", replaceFirst(right, wrong)));
        assertThat(mistakes.getMessage().replace("shop.yaml:", "")).isEqualTo(told);
    }

    @Test
    void values_of_a_window_that_could_be_too_long_together_are_told() {
        String wide = GOOD.replace("country:  {type: string}", "country:  {type: string, max: 4077}")
                .replace("by: [country]", "by: [country, quantity]");
        MistakesException mistakes =
                catchThrowableOfType(MistakesException.class, () -> DefinitionFile.read("shop.yaml", wide));
        assertThat(mistakes)
                .hasMessage("shop.yaml:11:5: the values of a window together have up to 4097 characters,"
                        + " expected at most 4096: give the fields a smaller max");
        assertThat(DefinitionFile.read("shop.yaml", wide.replace("4077", "4076"))
                        .by())
                .containsExactly("country", "quantity");
    }

    private static String replaceFirst(String right, String wrong) {
        int at = GOOD.indexOf(right);
        return GOOD.substring(0, at) + wrong + GOOD.substring(at + right.length());
    }
}
