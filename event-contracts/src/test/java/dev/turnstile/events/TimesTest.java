package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2025-11-24T10:50:09Z, 2025-11-24T10:50:09Z",
        "2025-11-24T10:50:09, 2025-11-24T10:50:09Z", // no zone is UTC
        "2025-11-24T10:50, 2025-11-24T10:50:00Z",
        "2025-11-24T10:50Z, 2025-11-24T10:50:00Z",
        "2025-11-24T10:50:09.1Z, 2025-11-24T10:50:09.100Z",
        "2025-11-24T10:50:09.12, 2025-11-24T10:50:09.120Z",
        "2025-11-24T10:50:09.123456, 2025-11-24T10:50:09.123Z", // as Python writes it; cut off, not rounded
        "2025-11-24T10:50:09.123999999Z, 2025-11-24T10:50:09.123Z",
        "2025-11-24t10:50:09z, 2025-11-24T10:50:09Z", // RFC 3339 allows small letters
        "2025-11-24T10:50:09+01:00, 2025-11-24T09:50:09Z",
        "2025-11-24T00:10:09.5-05:30, 2025-11-24T05:40:09.500Z",
        "2025-11-24T10:50:09+00:00, 2025-11-24T10:50:09Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z"
    })
    void iso_times_are_read(String text, Instant expected) {
        assertThat(Times.parseIso(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "now",
                "2025-11-24",
                "10:50:09",
                "2025-11-24X10:50:09",
                "2025-11-24 10:50:09",
                "2025/11/24T10:50:09",
                "2025-11-24T10.50.09",
                "2025-11-24T10-50-09Z",
                "2025-11-24T10:50:09X",
                "2025-11-24T10:50:09ZZ",
                "2025-11-24T10:50:09,123Z",
                "2025-11-24T10:50:09.1234567890",
                "2025-11-24T10:50:09.12x",
                "2025-11-24T10:50:09+1:00",
                "2025-11-24T10:50:09+99:00",
                "2025-13-24T10:50:09",
                "2025-02-29T10:50:09",
                "2025-11-31T10:50:09",
                "2025-00-24T10:50:09",
                "2025-11-24T24:00:00Z",
                "2025-11-24T10:60:09Z",
                "2016-12-31T23:59:60Z", // a leap second
                "٢٠٢٥-11-24T10:50:09Z", // digits, but not ours
                "-025-11-24T10:50:09Z",
                "+025-11-24T10:50:09Z",
                " 2025-11-24T10:50:09Z",
                "2025-11-24T10:50:09Z ",
                "2025-11-24T10:50:0",
                "2025-W48-1T10:50:09Z",
                "20251124T105009Z",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"
            })
    void what_is_no_iso_time_is_refused(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Times.parseIso(text));
    }

    @Test
    void the_fast_path_agrees_with_java_time() {
        var random = new Random(20251124);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = mutated(generated(random), random);
            OptionalLong expected = byJavaTime(text);
            assertThat(read(text)).as(text).isEqualTo(expected);
            read += expected.isPresent() ? 1 : 0;
        }
        assertThat(read).as("texts of both kinds").isBetween(50_000, 150_000);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-24T10:50:00Z, 2025-11-24T10:50:00Z",
        "2025-11-24T10:50:09.120Z, 2025-11-24T10:50:09.120Z",
        "2000-01-01T00:00:00.001Z, 2000-01-01T00:00:00.001Z"
    })
    void a_time_is_written_in_utc_with_z(Instant time, String written) {
        assertThat(Times.format(time.toEpochMilli())).isEqualTo(written);
        assertThat(Times.parseIso(written)).isEqualTo(time.toEpochMilli());
    }

    private static String generated(Random random) {
        long second = random.nextLong(0, 4_102_444_800L);
        String text = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
        int decimals = random.nextInt(11);
        if (decimals > 0) {
            text += "."
                    + Long.toString(random.nextLong(10_000_000_000L, 20_000_000_000L))
                            .substring(1, decimals + 1);
        }
        String[] zones = {"", "Z", "Z", "z", "+01:00", "-11:30"};
        return text + zones[random.nextInt(zones.length)];
    }

    /** Half of the texts stay as they are; the others lose, win or change a character. */
    private static String mutated(String text, Random random) {
        var changed = new StringBuilder(text);
        int at = random.nextInt(text.length());
        char other = "0123456789TZtz:-+. x".charAt(random.nextInt(20));
        switch (random.nextInt(6)) {
            case 0 -> changed.deleteCharAt(at);
            case 1 -> changed.insert(at, other);
            case 2 -> changed.setCharAt(at, other);
            default -> {}
        }
        return changed.toString();
    }

    private static OptionalLong read(String text) {
        try {
            return OptionalLong.of(Times.parseIso(text));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong byJavaTime(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            return OptionalLong.of(instant.toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
