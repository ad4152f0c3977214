package dev.turnstile.definitions.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.Reading;
import dev.turnstile.events.fixtures.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain records are read faster, and never otherwise: whatever it is, both ways say the same of it. */
class PlainJsonTest {

    private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

    private static final Definition RICH = DefinitionFile.read("rich.yaml", """
            pipeline: rich
            source: {topics: [rich]}
            fields:
              id:     {type: string, accept: [number, blank], optional: true}
              name:   {path: user.name, type: string, max: 12, optional: true}
              sku:    {path: "items[0].sku", type: string, optional: true}
              n:      {type: integer, accept: [float], min: -5, max: 5000, optional: true}
              whole:  {type: integer, optional: true}
              price:  {type: decimal, scale: 2, optional: true}
              fine:   {type: decimal, scale: 9, round: true, optional: true}
              texted: {type: decimal, scale: 2, accept: [text], optional: true}
              flag:   {type: boolean, accept: [text], default: false}
              day:    {type: time, accept: ["yyyy-MM-dd", epoch_millis], optional: true}
              local:  {type: time, zone: Europe/London, optional: true}
              at:     {type: time}
            id: id
            time: at
            measures: {records: {count: all}}
            """);

    /** Records and parts of such, of which others are made. */
    private static final List<String> SEEDS = List.of(
            "{\"id\":\"a-1\",\"user\":{\"name\":\"Ann\",\"age\":7},\"n\":12,\"price\":12.50,\"flag\":true,\"at\":\"2026-11-20T10:00:00Z\"}",
            "{\"at\":1764000000,\"items\":[{\"sku\":\"x\",\"q\":[1,2.5e3,-0]},{}],\"texted\":\"7.10\",\"fine\":0.1234567891}",
            " { \"at\" : \"2026-02-28T23:59:59.1234Z\" , \"other\" : { \"a\" : [ ] , \"b\" : null } , \"n\" : 2.0 }\r\n",
            "{\"at\":\"2024-02-29T10:00:00Z\",\"name\":\"\\u00e9\",\"id\":\"東京 مرحبا\",\"whole\":-9223372036854775808}",
            "{\"at\":\"2026-11-20 10:00:00\",\"local\":\"2026-06-20T10:00:00\",\"day\":\"2026-01-01\",\"id\":562.0}",
            "{\"at\":\"2026-11-20T10:00:00Z\",\"at\":\"2026-11-20T10:00:00Z\",\"price\":-0.005,\"flag\":\"TRUE\"}",
            "{\"at\":null,\"id\":\" \",\"n\":1e2,\"price\":1234567890123.45,\"whole\":12345678901234567890,\"day\":1764000000000}");

    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "false",
        "-",
        "0",
        "00",
        "1e5",
        ".5",
        "0.10",
        "\"\"",
        " ",
        "\t",
        "\u0000",
        "\u007f",
        "\u0085",
        "é",
        "\"n\":7,",
        "\"at\":1764000000000,",
        "2026-13-01T00:00:00Z",
        "\"2026-02-30T10:00:00Z\"",
        "\"2026-11-20T24:00:00Z\"",
        "\"20x6-11-20T10:00:00Z\"",
        "99999999999999999999",
        "\"id\":{},",
        "\"user\":\"u\","
    };

    private static String told(Reading<Row> reading, Definition definition) {
        if (reading instanceof Reading.Rejected<Row> rejected) {
            return rejected.problems().toString();
        }
        if (!(reading instanceof Reading.Accepted<Row> accepted)) {
            return "ignored";
        }
        Row row = accepted.event();
        StringBuilder told = new StringBuilder(row.isCancellation() ? "cancellation" : "");
        for (int field = 0; field < definition.fields().size(); field++) {
            boolean isText = definition.fields().get(field).type() == Field.Type.STRING;
            told.append(definition.fields().get(field).name())
                    .append('=')
                    .append(!row.isPresent(field) ? "absent" : isText ? row.text(field) : "" + row.number(field))
                    .append(' ');
        }
        return told.toString();
    }

    private static final class Both {
        private final Definition definition;
        private final JsonRecordReader plain;
        private final JsonRecordReader general;

        private Both(Definition definition) {
            this.definition = definition;
            plain = new JsonRecordReader(definition, null, Field::path, true);
            general = new JsonRecordReader(definition, null, Field::path, false);
        }

        private void agree(byte[] record) {
            String expected = told(general.read(record, Map.of(), NOW), definition);
            assertThat(told(plain.read(record, Map.of(), NOW), definition))
                    .as(new String(record, UTF_8))
                    .isEqualTo(expected);
        }
    }

    private static byte[] mutated(byte[] record, Random random) {
        byte[] mutant = record;
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(mutant.length + 1);
            byte[] piece = switch (random.nextInt(4)) {
                case 0 -> new byte[] {(byte) random.nextInt(256)};
                case 1 -> new byte[0];
                default -> PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
            };
            int cut = Math.min(mutant.length, at + random.nextInt(4));
            byte[] next = Arrays.copyOf(mutant, at + piece.length + mutant.length - cut);
            System.arraycopy(piece, 0, next, at, piece.length);
            System.arraycopy(mutant, cut, next, at + piece.length, mutant.length - cut);
            mutant = next;
        }
        return mutant;
    }

    @Test
    void both_ways_say_the_same_of_whatever_comes() {
        Random random = new Random(20261127);
        Both both = new Both(RICH);
        for (int n = 0; n < 60_000; n++) {
            both.agree(mutated(SEEDS.get(n % SEEDS.size()).getBytes(UTF_8), random));
        }
    }

    @Test
    void both_ways_say_the_same_of_the_fixtures_and_of_what_can_be_made_of_them() {
        Random random = new Random(7);
        for (String name : ShippedDefinitions.names()) {
            Definition definition = ShippedDefinitions.named(name).orElseThrow();
            Both both = new Both(definition);
            List<byte[]> records = new ArrayList<>();
            for (String topic : definition.source().topics()) {
                for (String kind : List.of("accepted-", "ignored-", "rejected-", "cancellation-")) {
                    Fixtures.names(topic, kind).forEach(file -> records.add(Fixtures.bytes(topic, file)));
                }
            }
            for (byte[] record : records) {
                both.agree(record);
                for (int n = 0; n < 50; n++) {
                    both.agree(mutated(record, random));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_is_plain_is_read_so(int seed) {
        Paths paths = Paths.of(ValueReader.allOf(RICH), Field::path);
        String record = SEEDS.get(seed).replace("\"items\":", "\"others\":").replace("2.5e3", "2.5");
        assertThat(new PlainJson(paths.count())
                        .read(
                                record.getBytes(UTF_8),
                                paths,
                                new Row(RICH.fields().size())))
                .isTrue();
    }

    @Test
    void what_is_long_or_deep_is_left_to_the_general_way() {
        Both both = new Both(RICH);
        for (int length : new int[] {127, 128, 129, 4_095, 4_096, 4_097, 200_000}) {
            both.agree(("{\"at\":1764000000,\"id\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8));
            both.agree(("{\"at\":1764000000,\"o\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8));
            both.agree(("{\"at\":1764000000,\"" + "x".repeat(length) + "\":1}").getBytes(UTF_8));
            both.agree(("{\"at\":1764000000,\"o\":" + "1".repeat(length) + "}").getBytes(UTF_8));
        }
        for (int depth = 25; depth < 36; depth++) {
            both.agree(("{\"at\":1764000000,\"o\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8));
            both.agree(("{\"at\":1764000000,\"o\":" + "{\"o\":".repeat(depth) + "1" + "}".repeat(depth) + "}")
                    .getBytes(UTF_8));
        }
    }
}
