package dev.turnstile.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final TraceParent PARENT = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

    @Test
    void a_header_says_what_it_was_written_with() {
        assertThat(PARENT.toHeader())
                .asString(US_ASCII)
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(TraceParent.of(PARENT.toHeader())).contains(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331-01"
            })
    void one_that_is_not_sampled_or_is_none_says_nothing(String header) {
        assertThat(TraceParent.of(header.getBytes(US_ASCII))).isEmpty();
    }
}
