package dev.turnstile.analytics.eventlake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.windows.WindowSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lake makes of lines without a topic, and of its settings. */
class EventLakePipelineTest {

    private static LakeSettings settings(Map<String, String> environment) {
        return LakeSettings.from(new Environment(environment), WindowSettings.DEFAULTS, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'listen_id':'a'}; listen_events",
                "{'user_id':'u','page_view_id':'a'}; page_view_events",
                "{'nested':{'page_view_id':1},'auth_id':'a'}; auth_events",
                "{'user_id':'u'}; listen_events",
                "garbage; listen_events"
            })
    void a_line_belongs_to_the_topic_whose_id_it_has(String line, String topic) {
        assertThat(EventLakePipeline.topicOf(line.replace('\'', '"').getBytes(UTF_8)))
                .isEqualTo(topic);
    }

    @Test
    void everything_but_the_place_has_a_default() {
        assertThat(settings(Map.of("LAKE_URI", "s3://music/lake/")))
                .isEqualTo(new LakeSettings(
                        "s3://music/lake",
                        LakeFormat.PARQUET,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        16 << 20));
        assertThat(settings(Map.of("LAKE_URI", "file:/tmp/lake", "LAKE_FORMAT", "json", "LAKE_BUFFER", "64mb")))
                .isEqualTo(new LakeSettings(
                        "file:/tmp/lake", LakeFormat.JSON, Duration.ofMinutes(5), Duration.ofMinutes(10), 64 << 20));
    }

    @Test
    void a_space_in_the_place_is_a_space() {
        assertThat(settings(Map.of("LAKE_URI", "file:///my data/lake")).uri()).isEqualTo("file:///my data/lake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/var/lake", "ftp://host/lake", "s3 ://"})
    void a_place_that_is_none_stops_the_job_with_one_line_that_names_the_setting(String uri) {
        assertThatThrownBy(() -> settings(Map.of("LAKE_URI", uri)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("LAKE_URI")
                .hasMessageContaining("s3://music/lake");
    }

    @Test
    void a_format_that_is_none_is_named_too() {
        assertThatThrownBy(() -> settings(Map.of("LAKE_URI", "file:/tmp/lake", "LAKE_FORMAT", "csv")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("LAKE_FORMAT");
    }
}
