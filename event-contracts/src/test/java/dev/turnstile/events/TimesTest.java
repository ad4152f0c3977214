package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2025-11-24 10:50:05, 2025-11-24T10:50:05Z",
        "2025-11-24 10:50:05Z, 2025-11-24T10:50:05Z",
        "2025-11-24 10:50:05+00, 2025-11-24T10:50:05Z",
        "2025-11-24T16:20:05+0530, 2025-11-24T10:50:05Z",
        "2025-11-24T10:50+05, 2025-11-24T05:50:00Z",
        "2025-11-24T10:50:05.999999999Z, 2025-11-24T10:50:05.999Z"
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

    @ParameterizedTest
    @CsvSource({
        "1764000000, 1764000000000",
        "1764000000.0, 1764000000000",
        "1764000000000, 1764000000000",
        "1764000000000000, 1764000000000",
        "1764000000000000000, 1764000000000",
        "1764000000123456, 1764000000123",
        "1764000000.9999, 1764000000999",
        "-1.5, -1500"
    })
    void a_whole_number_is_of_the_unit_that_its_size_says(String digits, long millis) {
        assertThat(Times.parseEpoch(digits, null)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"SECONDS, 7, 7000", "MILLIS, 7, 7", "MICROS, 7999, 7", "NANOS, -1, -1", "MILLIS, 7.9, 7"})
    void a_number_is_of_the_unit_that_it_is_said_to_be(Times.EpochUnit unit, String digits, long millis) {
        assertThat(Times.parseEpoch(digits, unit)).isEqualTo(millis);
    }

    @Test
    void a_time_without_a_zone_is_one_of_the_zone_that_is_given() {
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(Times.parseIso("2025-07-01T12:00:00", london)).isEqualTo(Times.parseIso("2025-07-01T11:00:00Z"));
        assertThat(Times.parseIso("2025-07-01T12:00:00Z", london)).isEqualTo(Times.parseIso("2025-07-01T12:00:00Z"));
        assertThat(Times.parseIso("2025-03-30T01:30:00", london)).isEqualTo(Times.parseIso("2025-03-30T01:30:00Z"));
        assertThat(Times.parseIso("2025-10-26T01:30:00", london)).isEqualTo(Times.parseIso("2025-10-26T00:30:00Z"));
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
            String strict = text.replaceFirst("^(.{10}) ", "$1T")
                    .replaceFirst("^(.{16}.*[+-][0-9]{2})([0-9]{2})$", "$1:$2")
                    .replaceFirst("^(.{16}.*[+-][0-9]{2})$", "$1:00");
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(strict, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = parsed instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            return OptionalLong.of(instant.toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static long zuluMillis(String text) {
        byte[] within = ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
        return Times.zuluMillis(within, 1, within.length - 1);
    }

    @Test
    void the_usual_form_is_read_from_its_bytes_as_from_its_text() {
        for (LocalDate day = LocalDate.of(1999, 12, 30); day.getYear() < 2101; day = day.plusDays(1)) {
            String text = day + "T23:59:58.9Z";
            assertThat(zuluMillis(text)).as(text).isEqualTo(Times.parseIso(text));
        }
        for (String time : List.of("00:00:00Z", "10:50:09.1Z", "10:50:09.12Z", "10:50:09.123456789Z")) {
            assertThat(zuluMillis("2024-02-29T" + time)).isEqualTo(Times.parseIso("2024-02-29T" + time));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T10:00:00Z",
                "2100-02-29T10:00:00Z",
                "2025-04-31T10:00:00Z",
                "2025-13-01T10:00:00Z",
                "2025-00-01T10:00:00Z",
                "2025-01-00T10:00:00Z",
                "2025-01-01T24:00:00Z",
                "2025-01-01T10:60:00Z",
                "2016-12-31T23:59:60Z",
                "20x5-01-01T10:00:00Z",
                "202x-01-01T10:00:00Z",
                "2025-01-01T10:00:0 Z",
                "2025-01-01T10:00:00.Z",
                "2025-01-01T10:00:00.1x3Z",
                "2025-01-01T10:00:00.1234567890Z",
                "2025-01-01T10:00:00+00:00",
                "2025-01-01 10:00:00Z",
                "2025-01-01T10:00Z",
                ""
            })
    void every_other_form_and_what_is_no_time_is_left_to_the_reader_of_texts(String text) {
        assertThat(zuluMillis(text)).isEqualTo(Times.NOT_ZULU);
    }
}
