package dev.turnstile.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.turnstile.definitions.file.DefinitionFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a running pipeline can take of another definition, and what it cannot. */
class ChangesTest {

    private static final String RUNNING = """
            pipeline: shop
            source: {topics: [sales]}
            fields:
              invoice:  {type: string}
              country:  {type: string}
              note:     {type: string, optional: true}
              quantity: {type: integer, min: -100, max: 100}
              price:    {type: decimal, scale: 2}
              at:       {type: time}
            id: invoice
            time: at
            where: country != "test"
            by: [country]
            measures:
              lines: {count: all}
              net:   {sum: [quantity, price], unit: GBP}
              mean:  {ratio: [net, lines], scale: 2}
            windows:
              - {every: 1m}
              - {every: 1h}
            alerts:
              - {name: slump, when: net < 0.00, for: 2}
            top: {by: net}
            page: {headline: net}
            """;

    /** What is written instead of what, and what is said of it. */
    static Stream<Arguments> kept() {
        return Stream.of(
                arguments("pipeline: shop", "pipeline: shop  # ours", ""),
                arguments("country != \"test\"", "country  !=  \"test\"", ""),
                arguments(
                        "[sales]",
                        "[sales, web]",
                        "records of web are counted too; those that it has already may be late"),
                arguments(
                        "topics: [sales]",
                        "topics: [sales], format: csv",
                        "records are read in another format from now on; one in the old format is rejected"),
                arguments(
                        "  at: ",
                        "  shop: {type: string}\n  at: ",
                        "the field shop is read from now on; a record without it is rejected"),
                arguments(
                        "  at: ",
                        "  shop: {type: string, default: main}\n  at: ",
                        "the field shop is read from now on"),
                arguments("  note:     {type: string, optional: true}\n", "", "the field note is read no more"),
                arguments("note:     {", "note:     {path: remark, ", "the field note has other values"),
                arguments(
                        "max: 100}",
                        "max: 1000}",
                        "the field quantity is judged otherwise from now on: other records are rejected than until now"),
                arguments(
                        "  lines: ",
                        "  dearest: {max: price}\n  lines: ",
                        "the measure dearest is added: counted from now on, the others go on"),
                arguments(
                        "  mean:  {ratio: [net, lines], scale: 2}\n",
                        "",
                        "the measure mean is taken out: the others go on"),
                arguments(
                        "mean:  {ratio: [net, lines], scale: 2}",
                        "mean:  {ratio: [net, lines], scale: 3}",
                        "the measure mean is something else: the ratio of the sum of quantity × price and how many records"
                                + " with 3 decimals instead of the ratio of the sum of quantity × price and how many records"
                                + " with 2 decimals"),
                arguments(
                        "- {every: 1h}",
                        "- {every: 1h}\n  - {every: 1d}",
                        "windows of 1d are added: rolled up from now on, the first lacks what was before"),
                arguments(
                        "  - {every: 1h}\n",
                        "",
                        "windows of 1h are taken out: those that are open get no final result"),
                arguments(
                        "where:",
                        "out_of_order: 1m\nwhere:",
                        "out_of_order is another: what is late is decided by it from now on"),
                arguments(
                        "where:",
                        "corrected_for: 1h\nwhere:",
                        "corrected_for is another: windows are corrected by it from now on"),
                arguments(
                        "where:",
                        "results: {topic: shop-totals, key: country}\nwhere:",
                        "final results go elsewhere from now on; those that were published stay"),
                arguments(
                        "where:",
                        "cancellations: {where: has(note), undoes: invoice}\nwhere:",
                        "cancellations are counted from now on, of records that are counted from now on"),
                arguments("for: 2", "for: 3", "alerts are others from now on"),
                arguments("unit: GBP", "unit: EUR", "the page shows it otherwise"),
                arguments("where:", "title: Our shop\nwhere:", "the page shows it otherwise"),
                arguments("{by: net}", "{by: lines, keep: 5}", "the page shows it otherwise"));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_a_running_pipeline_can_take_is_kept(String before, String after, String told) {
        Changes changes = changes(before, after);

        assertThat(changes.sentences()).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
        assertThat(changes.needsBackfill()).isFalse();
    }

    static Stream<Arguments> anew() {
        return Stream.of(
                arguments("[sales]", "[web]", "records of sales are counted no more"),
                arguments("at:       {", "at:       {path: time, ", "the field at has other values"),
                arguments(
                        "at:       {type: time",
                        "at:       {type: time, zone: Europe/London",
                        "the field at has other values"),
                arguments(
                        "price:    {type: decimal, scale: 2",
                        "price:    {type: decimal, scale: 3",
                        "the field price has other values"),
                arguments("invoice:  {", "invoice:  {path: number, ", "the field invoice has other values"),
                arguments("country:  {", "country:  {default: test, ", "the field country has other values"),
                arguments(
                        "id: invoice",
                        "id: [invoice, note]",
                        "records are told apart by other fields: invoice, note instead of invoice"),
                arguments("id: invoice\n", "", "records are told apart by other fields: none instead of invoice"),
                arguments(
                        "where: country != \"test\"",
                        "where: country != \"trial\"",
                        "other records are meant: country != \"trial\" instead of country != \"test\""),
                arguments(
                        "by: [country]",
                        "by: [country, quantity]",
                        "windows are by other fields: country, quantity instead of country"),
                arguments(
                        "{count: all}",
                        "{count: all, where: quantity > 0}",
                        "the measure lines is something else: how many records where quantity > 0 instead of how many records"),
                arguments(
                        "{every: 1m}",
                        "{every: 30s}",
                        "the first window is another, of which all are made: 30s instead of 1m"),
                arguments(
                        "{every: 1h}",
                        "{every: 1h, zone: Europe/London}",
                        "windows of 1h begin or end at other times"));
    }

    @ParameterizedTest
    @MethodSource("anew")
    void what_would_mix_two_meanings_needs_a_backfill(String before, String after, String told) {
        Changes changes = changes(before, after);

        assertThat(changes.needsBackfill()).isTrue();
        assertThat(changes.anew()).containsExactly(told);
    }

    @Test
    void another_name_for_the_same_numbers_is_only_a_name() {
        String renamed = RUNNING.replace("net:  ", "total:")
                .replace("[net, lines]", "[total, lines]")
                .replace("net <", "total <")
                .replace(": net}", ": total}");

        assertThat(changes(RUNNING, renamed).sentences())
                .containsExactly(
                        "the measure net is now total, and keeps its numbers",
                        "alerts are others from now on",
                        "the page shows it otherwise");
    }

    @Test
    void another_pipeline_is_no_change_of_this_one() {
        assertThatThrownBy(() -> changes("pipeline: shop", "pipeline: store"))
                .hasMessage("expected a definition of shop, was one of store");
    }

    static Stream<Arguments> ofCancellations() {
        return Stream.of(
                arguments(
                        "cancellations: {where: has(note), undoes: invoice}\n",
                        "",
                        false,
                        "nothing is undone from now on: a cancellation is a record like any other"),
                arguments(
                        "where: has(note), ",
                        "where: note == \"no\", ",
                        false,
                        "which records are cancellations is another condition: it decides from now on"),
                arguments(
                        "undoes: invoice",
                        "undoes: invoice, within: 7d",
                        false,
                        "within is another: how long a record can be undone is decided by it from now on"),
                arguments(
                        "undoes: invoice",
                        "undoes: note",
                        true,
                        "a cancellation is told by other fields: note instead of invoice"),
                arguments(
                        "undoes: invoice",
                        "undoes: invoice, id: note",
                        true,
                        "a cancellation is told by other fields: invoice, note instead of invoice"));
    }

    @ParameterizedTest
    @MethodSource("ofCancellations")
    void what_undoes_a_record_stays_the_same_field(String before, String after, boolean isAnew, String told) {
        String running = RUNNING.replace("where:", "cancellations: {where: has(note), undoes: invoice}\nwhere:");
        Changes changes = changes(running, before, after);

        assertThat(changes.sentences()).containsExactly(told);
        assertThat(changes.needsBackfill()).isEqualTo(isAnew);
    }

    private static Changes changes(String before, String after) {
        return changes(RUNNING, before, after);
    }

    private static Changes changes(String running, String before, String after) {
        assertThat(running).contains(before);
        return Changes.between(
                DefinitionFile.read("running.yaml", running),
                DefinitionFile.read("next.yaml", running.replace(before, after)));
    }
}
