package dev.turnstile.publishing.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @Test
    void without_the_header_there_is_none() {
        assertThat(IdempotencyKey.from(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "8e03978e-40d5-43e8-bc93-6894a57f9324", "a key with blanks", "!~", "\"", "${jndi:x}"})
    void printable_ascii_is_a_key(String header) {
        assertThat(IdempotencyKey.from(List.of(header))).hasValue(new IdempotencyKey(header));
    }

    @Test
    void quotes_around_it_are_not_part_of_it() {
        assertThat(IdempotencyKey.from(List.of("\"k-1\""))).isEqualTo(IdempotencyKey.from(List.of(" k-1 ")));
    }

    @Test
    void it_has_up_to_255_characters() {
        assertThat(IdempotencyKey.from(List.of("k".repeat(255)))).isPresent();
        assertRefused(List.of("k".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "\" \"", "a\r\nb", "a\tb", "a\u0000b", "schl\u00fcssel", "\uD83C\uDFAB"})
    void anything_else_is_refused(String header) {
        assertRefused(List.of(header));
    }

    @Test
    void two_are_refused_even_when_they_are_equal() {
        assertRefused(List.of("k", "k"));
    }

    private static void assertRefused(List<String> headers) {
        assertThatThrownBy(() -> IdempotencyKey.from(headers))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().kind()).isEqualTo(ProblemKind.INVALID_IDEMPOTENCY_KEY));
    }
}
