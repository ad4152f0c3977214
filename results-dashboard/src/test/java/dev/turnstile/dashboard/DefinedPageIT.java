package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.DefinitionRecord;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.events.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a pipeline that nobody knew before its definition ran. */
class DefinedPageIT {

    private static final String TIDES = """
            pipeline: tides
            title: Tides
            source: {topics: [gauges], format: json}
            fields:
              harbour: {type: string}
              basin:   {type: string}
              height:  {type: decimal, scale: 3}
              at:      {type: time}
            time: at
            by: [harbour, basin]
            measures:
              readings: {count: all}
              volume:   {sum: height, unit: m}
              highest:  {max: height}
            windows: [{every: 1m}, {every: 1h}]
            top: {by: volume, keep: 10}
            page: {headline: [volume, readings], charts: [volume, highest]}
            """;

    @RegisterExtension
    static final LivePage live = new LivePage();

    private ResultsPage page;

    @BeforeEach
    void run() {
        Definition tides = DefinitionFile.read("tides.yaml", TIDES);
        live.topics().define(tides, Map.of("highest", minutesAgo(3)));
        live.flink().jobIs("tides", "RUNNING");
        page = live.page();
    }

    @Test
    void a_definition_that_runs_has_its_tab_its_ranked_keys_and_a_chart_of_each_measure() {
        publish("", minutesAgo(1), "Dover", "a|b", "12.345", "7.100");
        publish("", minutesAgo(1), "Hull", "west", "8.000", "6.000");

        eventually().until(() -> page.navigation().contains("Tides, healthy"));
        page.follow("Tides");

        eventually().until(() -> page.topKeys().equals(List.of("Dover · a|b 12.345 m 3", "Hull · west 8.000 m 3")));
        eventually().until(() -> page.isDrawn("Volume") && page.isDrawn("Highest"));
        assertThat(page.chart("Highest")).endsWith("Highest 7.100");
        assertThat(page.words()).contains("Counted since ");
        assertThat(page.figure("Volume")).isEqualTo("20.345 m");
        assertThat(page.accessibilityFindings()).isEmpty();
        live.browser().screenshot("defined");
    }

    @Test
    void hours_are_looked_at_by_a_choice() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        publish("1h", hour, "Hourly", "east", "99.125", "9.000");
        page.open("tides");

        eventually().until(() -> page.words().contains("CSV"));
        page.choose("window", "1h");

        eventually().until(() -> page.topKeys().contains("Hourly · east 99.125 m 3"));
        eventually().until(() -> page.chart("Volume").endsWith("Volume 99.125 m"));
        assertThat(page.words()).contains("Hour ");
    }

    @Test
    void a_pipeline_that_is_removed_takes_its_tab_along() {
        eventually().until(() -> page.navigation().contains("Tides, healthy"));

        live.topics().send(Topics.PIPELINE_DEFINITIONS, "tides", null);
        live.topics().flush();

        eventually().until(() -> page.navigation().stream().noneMatch(it -> it.startsWith("Tides")));
    }

    @Test
    void results_of_something_else_take_the_place_of_those_of_before_without_a_reload() {
        Instant start = minutesAgo(2);
        publish("", start, "Leith", "north", "5.000", "5.000");
        page.open("tides");
        eventually().until(() -> page.topKeys().contains("Leith · north 5.000 m 3"));

        Definition byHarbour = DefinitionFile.read("tides.yaml", TIDES.replace("[harbour, basin]", "[harbour]"));
        live.topics().send(Topics.RESULTS, "tides|Leith|north|" + start, null);
        live.topics()
                .send(Topics.RESULTS, "tides|Leith|" + start, """
                {"pipeline":"tides","harbour":"Leith","window_start":"%s","window_end":"%s","readings":9,"volume":90.000,\
                "highest":10.000,"status":"final","revision":0,"processed_at":"%s"}""".formatted(start, start.plusSeconds(60), Instant.now())
                        .getBytes(UTF_8));
        live.topics().flush();
        live.topics()
                .send(
                        Topics.PIPELINE_DEFINITIONS,
                        "tides",
                        DefinitionRecord.instead(byHarbour, Instant.now()).toJson());
        live.topics().flush();

        eventually().until(() -> page.topKeys().contains("Leith 90.000 m 9"));
        assertThat(page.topKeys()).noneMatch(key -> key.contains("north"));
        page.open("tides");
        eventually().until(() -> page.topKeys().contains("Leith 90.000 m 9"));
        assertThat(page.topKeys()).noneMatch(key -> key.contains("north"));

        // Not for the other tests.
        live.topics().send(Topics.RESULTS, "tides|Leith|" + start, null);
        live.topics().flush();
    }

    private static void publish(
            String window, Instant start, String harbour, String basin, String volume, String highest) {
        Instant end = start.plus(1, window.isEmpty() ? ChronoUnit.MINUTES : ChronoUnit.HOURS);
        String series = window.isEmpty() ? "tides" : "tides/" + window;
        String key = series + "|" + harbour + "|" + basin.replace("|", "\\|") + "|" + start;
        String named = window.isEmpty() ? "" : "\"window\":\"" + window + "\",";
        String json = """
                {"pipeline":"tides",%s"harbour":"%s","basin":"%s","window_start":"%s","window_end":"%s",
                "readings":3,"volume":%s,"highest":%s,"status":"final","revision":0,"processed_at":"%s"}""".formatted(named, harbour, basin, start, end, volume, highest, Instant.now());
        live.topics().send(Topics.RESULTS, key, json.getBytes(UTF_8));
        live.topics().flush();
    }
}
