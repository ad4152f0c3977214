package dev.turnstile.analytics.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {

    @Test
    void each_rule_is_a_setting_with_a_default() {
        assertThat(AlertRules.in(Environment.EMPTY)).isEqualTo(AlertRules.DEFAULTS);
        assertThat(AlertRules.in(new Environment(Map.of(
                        "ALERT_WINDOWS", "60",
                        "ALERT_MINIMUM_WINDOWS", "20",
                        "ALERT_SCORE", "4.5",
                        "ALERT_MINIMUM_DEVIATION", "50",
                        "ALERT_MINIMUM_CHANGE", "0.5",
                        "ALERT_SILENT_WINDOWS", "3"))))
                .isEqualTo(new AlertRules(60, 20, 4.5, 50, 0.5, 3));
        assertThat(AlertRules.in(new Environment(Map.of("ALERT_WINDOWS", "5"))).minimumWindows())
                .as("a default never exceeds what is compared with")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "ALERT_WINDOWS, 2",
        "ALERT_WINDOWS, many",
        "ALERT_MINIMUM_WINDOWS, 31",
        "ALERT_SCORE, 0",
        "ALERT_SCORE, NaN",
        "ALERT_MINIMUM_DEVIATION, -1",
        "ALERT_SILENT_WINDOWS, 0"
    })
    void a_rule_that_cannot_be_is_told_by_its_name(String setting, String value) {
        assertThatThrownBy(() -> AlertRules.in(new Environment(Map.of(setting, value))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("setting " + setting + " is '" + value + "'");
    }
}
