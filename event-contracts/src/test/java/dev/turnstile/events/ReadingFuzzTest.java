package dev.turnstile.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.fixtures.Fixtures;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutates the fixtures from a seed: whatever comes out is read as something, at once, and never throws. */
@Timeout(120)
class ReadingFuzzTest {

    private static final int MUTANTS_PER_TOPIC = 60_000;
    private static final Duration LONGEST_READING = Duration.ofSeconds(5);

    /** What has hurt readers before, put in where it does not belong. */
    private static final List<String> SPITE = List.of(
            "1e999999999",
            "1e-999999999",
            "1e-99999999",
            "1e99999999999",
            "-1e-99999999999",
            "9223372036854775808",
            "-0",
            "0.001",
            "NaN",
            "null",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83c\"",
            "\\u",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "{}",
            "[[[[",
            "\uFEFF",
            "\u0000",
            "\u001b",
            "/**/",
            "'",
            "1763981409",
            "2099-01-01T00:00:00Z",
            "user_id",
            "\"event_type\":\"order.paid\",",
            "\"ticket_count\":1,",
            "9".repeat(1001));

    @ParameterizedTest
    @MethodSource("seeds")
    void any_mutant_is_read_as_something(String topic, long seed) {
        var random = new Random(seed);
        Function<byte[], Reading<?>> reader = ContractsAgreeTest.READERS.get(topic);
        List<byte[]> fixtures = Fixtures.names(topic, "").stream()
                .map(name -> Fixtures.bytes(topic, name))
                .filter(bytes -> bytes.length > 0)
                .toList();
        int accepted = 0;
        for (int i = 0; i < MUTANTS_PER_TOPIC; i++) {
            byte[] mutant = fixtures.get(random.nextInt(fixtures.size()));
            for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
                mutant = mutated(mutant, random);
            }
            accepted += check(reader, mutant) ? 1 : 0;
        }
        assertThat(accepted)
                .as("mutants that are still good")
                .isBetween(MUTANTS_PER_TOPIC / 100, MUTANTS_PER_TOPIC / 2);
    }

    static Stream<Arguments> seeds() {
        return ContractsAgreeTest.READERS.keySet().stream().map(topic -> arguments(topic, 20251124L));
    }

    private static boolean check(Function<byte[], Reading<?>> reader, byte[] mutant) {
        String shown = new String(mutant, StandardCharsets.ISO_8859_1);
        long start = System.nanoTime();
        Reading<?> reading = reader.apply(mutant);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(shown).isLessThan(LONGEST_READING);
        if (reading instanceof Rejected<?> rejected) {
            assertThat(rejected.problems().stream().map(Problem::detail))
                    .as(shown)
                    .allMatch(ReadingFuzzTest::isFit);
            return false;
        }
        return true;
    }

    /** Foreseen, and fit for a header and a terminal. */
    private static boolean isFit(String detail) {
        return !detail.contains("cannot be parsed")
                && detail.length() < 1000
                && detail.chars().noneMatch(Character::isISOControl);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, new byte[0], end); // a part is missing
            case 1 -> spliced(bytes, end, new byte[0], at); // a part is there twice
            case 2 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
            case 3 -> spliced(bytes, at, spite(random), end);
            case 4 -> {
                int value = after(':', bytes, at);
                yield spliced(bytes, value, spite(random), Math.max(value, after(',', bytes, value) - 1));
            }
            default -> spliced(bytes, at, new byte[0], bytes.length); // cut off
        };
    }

    /** What is before {@code to}, then {@code middle}, then what is from {@code from}. */
    private static byte[] spliced(byte[] bytes, int to, byte[] middle, int from) {
        var whole = new ByteArrayOutputStream();
        whole.write(bytes, 0, to);
        whole.writeBytes(middle);
        whole.write(bytes, from, bytes.length - from);
        return whole.toByteArray();
    }

    private static int after(char character, byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != character) {
            at++;
        }
        return Math.min(bytes.length, at + 1);
    }

    private static byte[] spite(Random random) {
        return SPITE.get(random.nextInt(SPITE.size())).getBytes(StandardCharsets.UTF_8);
    }
}
