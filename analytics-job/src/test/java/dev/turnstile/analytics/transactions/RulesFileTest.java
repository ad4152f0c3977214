package dev.turnstile.analytics.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.events.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {

    @TempDir
    Path directory;

    private Rules rules(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("rules.yaml"), yaml);
        return RulesFile.in(new Environment(Map.of("TRANSACTIONS_RULES", file.toString())));
    }

    @Test
    void without_a_file_of_ones_own_the_modules_rules_hold() {
        assertThat(RulesFile.in(Environment.EMPTY))
                .isEqualTo(new Rules(
                        Money.ofCents(100_00),
                        Money.ofCents(500_00),
                        new Discounts(Map.of(
                                "electronics", new BigDecimal("0.95"),
                                "books", new BigDecimal("0.90"),
                                "clothing", new BigDecimal("0.92"))),
                        Duration.ofMinutes(5)));
    }

    @Test
    void a_file_says_what_is_to_be_different() throws IOException {
        Rules defaults = RulesFile.in(Environment.EMPTY);

        Rules rules = rules("high_value_amount: 750\nthree_places_within: 90 s\ndiscounts: {garden: 0.5}");

        assertThat(rules)
                .isEqualTo(new Rules(
                        defaults.minimumAmount(),
                        Money.ofCents(750_00),
                        new Discounts(Map.of("garden", new BigDecimal("0.5"))),
                        Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "discounts: {books: 1.5}       | says discounts.books: 1.5; expected more than 0, at most 1",
                "discounts: {books: 0}         | says discounts.books: 0; expected more than 0, at most 1",
                "discounts: {books: [1, 2]}    | says discounts.books: [1, 2]; expected more than 0, at most 1",
                "discounts: 0.9                | expected discounts to be names with values, was 0.9",
                "minimum_amount: a lot         | says minimum_amount: a lot; expected an amount such as 100.00",
                "minimum_amount: 1.005         | says minimum_amount: 1.005; expected an amount such as 100.00",
                "minimum_amount: -1            | says minimum_amount: -1; expected an amount such as 100.00",
                "minimum_amount: 1e999999999   | says minimum_amount: 1e999999999; expected an amount such as 100.00",
                "three_places_within: 0 s      | says three_places_within: 0 s; expected a time such as 5 min",
                "high_value: 500               | has high_value, which is no rule",
                "just text                     | expected the file to be names with values, was just text",
                "discounts: {books: 0.9        | is no YAML in line 1",
                "`minimum_amount: 1\nminimum_amount: 2` | is no YAML in line 2",
            })
    void a_file_that_says_what_cannot_be_is_told_in_one_line(String yaml, String problem) {
        assertThatThrownBy(() -> rules(yaml.replace("\\n", "\n")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("setting TRANSACTIONS_RULES names " + directory)
                .hasMessageContaining(problem)
                .hasMessageEndingWith("for example TRANSACTIONS_RULES=/etc/turnstile/transactions.yaml")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void a_file_that_is_not_there_is_told_in_one_line() {
        assertThatThrownBy(() -> RulesFile.in(new Environment(Map.of("TRANSACTIONS_RULES", "/no/such.yaml"))))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("setting TRANSACTIONS_RULES names /no/such.yaml, which cannot be read");
    }
}
