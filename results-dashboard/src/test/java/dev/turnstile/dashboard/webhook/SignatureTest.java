package dev.turnstile.dashboard.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Instant AT = Instant.ofEpochSecond(1_764_000_000);

    @Test
    void it_is_what_openssl_makes_of_time_dot_and_body() {
        // printf '%s' '1764000000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(Signature.of("{\"a\":1}".getBytes(UTF_8), "0123456789abcdef", AT))
                .isEqualTo("t=1764000000,v1=19b692a3b3faad0515d4b643aa46cb06d55d8258053f2ffb472c2134aa59171c");
    }

    @Test
    void another_time_body_or_secret_gives_another_one() {
        String one = Signature.of(new byte[] {1}, "0123456789abcdef", AT);

        assertThat(one)
                .isNotEqualTo(Signature.of(new byte[] {2}, "0123456789abcdef", AT))
                .isNotEqualTo(Signature.of(new byte[] {1}, "0123456789abcdeF", AT))
                .isNotEqualTo(Signature.of(new byte[] {1}, "0123456789abcdef", AT.plusSeconds(1)));
    }
}
