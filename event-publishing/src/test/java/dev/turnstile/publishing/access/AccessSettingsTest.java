package dev.turnstile.publishing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.publishing.settings.InvalidSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class AccessSettingsTest {

    // printf %s open-sesame | sha256sum
    private static final String DIGEST = "d7ecdf25eaf3deba0f2628771dbdd22d4138ab6cf38f91ed02a2ca0dec7c8ab7";

    @Test
    void nothing_set_lets_everyone_in_from_no_other_origin() {
        AccessSettings settings = from(Map.of());

        assertThat(settings.keys().isEveryoneLetIn()).isTrue();
        assertThat(settings.origins()).isEmpty();
        assertThat(settings.eventsPerSecond()).isEqualTo(20_000);
    }

    @Test
    void a_key_is_known_by_its_digest_alone() {
        ApiKeys keys = from(Map.of("API_KEYS", "ali:" + DIGEST + ", bob:" + "0".repeat(64)))
                .keys();

        assertThat(keys.callerOf("open-sesame")).hasValue("ali");
        assertThat(keys.callerOf("open-sesame ")).isEmpty();
        assertThat(keys.callerOf(DIGEST)).isEmpty();
        assertThat(keys.callerOf("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-sesame", "ali:open-sesame", ":", "ali:", "a li:x", "ali:00,", ",", "ali:00:00"})
    void what_is_no_list_of_keys_is_refused_and_not_repeated(String setting) {
        assertThatThrownBy(() -> from(Map.of("API_KEYS", setting)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("API_KEYS must be name:sha256-in-hex")
                .hasMessageNotContaining("open-sesame");
    }

    @Test
    void origins_are_a_list() {
        assertThat(from(Map.of("ALLOWED_ORIGINS", "http://127.0.0.1:8080, https://a.example.com"))
                        .origins())
                .containsExactly("http://127.0.0.1:8080", "https://a.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOWED_ORIGINS,*",
        "ALLOWED_ORIGINS,127.0.0.1:8080",
        "ALLOWED_ORIGINS,http://a/b",
        "RATE_LIMIT,-1",
        "RATE_LIMIT,many",
        "RATE_LIMIT,999999999"
    })
    void other_values_are_refused_with_the_setting_s_name(String name, String value) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(name + " must be")
                .hasMessageContaining("Example: " + name + "=");
    }

    private static AccessSettings from(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return AccessSettings.from(environment);
    }
}
