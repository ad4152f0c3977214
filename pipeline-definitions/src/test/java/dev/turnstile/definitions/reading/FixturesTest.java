package dev.turnstile.definitions.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.fixtures.Fixtures;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that come with the platform read the golden fixtures of their topics as the fixtures' names say. */
class FixturesTest {

    private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();

    static Stream<Arguments> fixtures() {
        return ShippedDefinitions.names().stream()
                .map(name -> ShippedDefinitions.named(name).orElseThrow())
                .flatMap(definition -> definition.source().topics().stream()
                        .flatMap(topic -> Stream.of("accepted-", "ignored-", "rejected-", "cancellation-")
                                .flatMap(kind -> Fixtures.names(topic, kind).stream())
                                .map(name -> Arguments.of(definition.pipeline(), topic, name))));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void a_fixture_is_read_as_its_name_says(String pipeline, String topic, String name) {
        RecordReader reader =
                RecordReaders.of(ShippedDefinitions.named(pipeline).orElseThrow());
        Reading<Row> reading = reader.read(Fixtures.bytes(topic, name), Map.of(), NOW);
        switch (name.substring(0, name.indexOf('-'))) {
            case "accepted" -> assertThat(reading).as(name).isInstanceOf(Reading.Accepted.class);
            case "cancellation" ->
                assertThat(((Reading.Accepted<Row>) reading).event().isCancellation())
                        .as(name)
                        .isTrue();
            case "ignored" -> assertThat(reading).as(name).isInstanceOf(Reading.Ignored.class);
            default -> {
                assertThat(reading).as(name).isInstanceOf(Reading.Rejected.class);
                assertThat(((Reading.Rejected<Row>) reading).first().reason())
                        .as(name)
                        .isEqualTo(RejectionReason.valueOf(name.split("-", -1)[1]));
            }
        }
    }
}
