package dev.turnstile.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Ignored;
import dev.turnstile.events.Reading.Rejected;
import dev.turnstile.events.bookings.Booking;
import dev.turnstile.events.bookings.BookingCancellation;
import dev.turnstile.events.fixtures.Fixtures;
import dev.turnstile.events.listening.AuthEvent;
import dev.turnstile.events.listening.ListenEvent;
import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.listening.PageViewEvent;
import dev.turnstile.events.market.PriceTick;
import dev.turnstile.events.orders.Order;
import dev.turnstile.events.orders.Refund;
import dev.turnstile.events.transactions.Payment;
import dev.turnstile.events.video.Frame;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Schema, record and fixture say the same of every topic. */
class ContractsAgreeTest {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /** The topics that are read here, and by what. */
    static final Map<String, Function<byte[], Reading<?>>> READERS = Map.of(
            Topics.TICKET_BOOKINGS.name(), json -> Booking.read(json, NOW),
            Topics.ORDERS.name(), json -> Order.read(json, NOW),
            Topics.CRYPTO_PRICES.name(), json -> PriceTick.read(json, NOW),
            Topics.TRANSACTIONS.name(), json -> Payment.read(json, NOW),
            Topics.VIDEO_FRAMES.name(), json -> Frame.read(json, NOW),
            Topics.LISTEN_EVENTS.name(), json -> ListenEvent.read(json, NOW),
            Topics.PAGE_VIEW_EVENTS.name(), json -> PageViewEvent.read(json, NOW),
            Topics.AUTH_EVENTS.name(), json -> AuthEvent.read(json, NOW));

    /** Rules that no schema can express: how a number was written, what was there twice, what the clock says. */
    private static final Set<String> KNOWN_TO_READERS_ONLY = Set.of(
            "rejected-DUPLICATE_FIELD-amount.json",
            "rejected-DUPLICATE_FIELD-price.json",
            "rejected-DUPLICATE_FIELD-source.json",
            "rejected-PICTURE_MISMATCH-size-bytes.json",
            "rejected-DUPLICATE_FIELD-ticket-count.json",
            "rejected-DUPLICATE_FIELD-total-amount.json",
            "rejected-DUPLICATE_FIELD-unknown.json",
            "rejected-DUPLICATE_FIELD-event-type.json",
            "rejected-DUPLICATE_FIELD-user-id.json",
            "rejected-INVALID_DECIMAL-binary-fraction.json",
            "rejected-INVALID_DECIMAL-three-decimals.json",
            "rejected-TIME_IN_FUTURE-milliseconds-with-fraction.json",
            "rejected-TIME_IN_FUTURE-year-2099.json",
            "rejected-WRONG_TYPE-exponent-for-count.json",
            "rejected-WRONG_TYPE-exponent-for-items-count.json");

    /**
     * For bodies only, for records larger than a file here should be, for definitions of other formats, and for what no
     * record says of itself.
     */
    private static final Set<RejectionReason> WITHOUT_FIXTURE = EnumSet.of(
            RejectionReason.NOT_ALLOWED,
            RejectionReason.TOO_LARGE,
            RejectionReason.MALFORMED_CSV,
            RejectionReason.MALFORMED_AVRO,
            RejectionReason.UNKNOWN_ORIGINAL,
            RejectionReason.EXCEEDS_ORIGINAL);

    @ParameterizedTest
    @MethodSource("topics")
    void every_topic_has_a_schema_and_fixtures(String topic) {
        assertThat(getClass().getResource("/" + Schemas.FOLDER + Schemas.file(topic)))
                .as("schema of %s", topic)
                .isNotNull();
        assertThat(Fixtures.names(topic, "accepted-")).isNotEmpty();
        assertThat(Fixtures.names(topic, "rejected-")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void an_accepted_fixture_is_valid(String topic, String name) {
        assertThat(Schemas.faults(topic, Fixtures.bytes(topic, name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void a_rejected_fixture_is_not_valid(String topic, String name) {
        List<String> faults = Schemas.faults(topic, Fixtures.bytes(topic, name));
        assertThat(faults.isEmpty()).as("%s valid: %s", name, faults).isEqualTo(KNOWN_TO_READERS_ONLY.contains(name));
    }

    @ParameterizedTest
    @MethodSource("read")
    void a_reader_finds_in_a_fixture_what_its_name_says(String topic, String name) {
        Reading<?> reading = READERS.get(topic).apply(Fixtures.bytes(topic, name));
        switch (name.substring(0, name.indexOf('-'))) {
            case "accepted" -> assertThat(reading).isInstanceOf(Accepted.class);
            case "ignored" -> assertThat(reading).isInstanceOf(Ignored.class);
            default -> {
                assertThat(reading).isInstanceOf(Rejected.class);
                assertThat(((Rejected<?>) reading).first().reason()).isEqualTo(reason(name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("read")
    void what_was_read_is_written_as_it_was_meant(String topic, String name) {
        Reading<?> reading = READERS.get(topic).apply(Fixtures.bytes(topic, name));
        if (reading instanceof Accepted<?> accepted) {
            byte[] written = toJson(accepted.event());

            assertThat(Schemas.faults(topic, written)).isEmpty();
            assertThat(READERS.get(topic).apply(written)).isEqualTo(accepted);
        }
    }

    @Test
    void every_reason_has_a_fixture() {
        var seen = new TreeSet<RejectionReason>();
        READERS.keySet().forEach(topic -> Fixtures.names(topic, "rejected-").forEach(name -> seen.add(reason(name))));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(WITHOUT_FIXTURE)));
    }

    static final List<Arguments> CANCELLATIONS = List.of(
            arguments(
                    Topics.TICKET_BOOKINGS.name(),
                    "cancellation-of-a-booking.json",
                    new BookingCancellation("b-1", Instant.parse("2026-11-20T10:30:00.123Z")).toJson()),
            arguments(
                    Topics.ORDERS.name(),
                    "cancellation-of-a-part.json",
                    new Refund("r-1", "o-1", Money.ofCents(1250), Instant.parse("2026-11-20T10:30:00.123Z")).toJson()),
            arguments(
                    Topics.ORDERS.name(),
                    "cancellation-of-the-rest.json",
                    new Refund("r-2", "o-1", null, Instant.parse("2026-11-20T10:30:00.123Z")).toJson()));

    @ParameterizedTest
    @FieldSource("CANCELLATIONS")
    void a_cancellation_is_valid_and_written_exactly_as_its_fixture(String topic, String name, byte[] written) {
        assertThat(Schemas.faults(topic, Fixtures.bytes(topic, name))).isEmpty();
        assertThat(new String(written, UTF_8)).isEqualTo(Fixtures.text(topic, name));
    }

    @ParameterizedTest
    @FieldSource("dev.turnstile.events.results.GoldenResults#ALL")
    void a_result_is_written_exactly_as_its_fixture(String topic, String name, byte[] written) {
        assertThat(new String(written, UTF_8)).isEqualTo(Fixtures.text(topic, name));
    }

    static Stream<Arguments> topics() {
        return Topics.all().stream().map(topic -> arguments(topic.name()));
    }

    static Stream<Arguments> accepted() {
        return Topics.all().stream()
                .flatMap(topic -> Stream.of("accepted-", "ignored-").flatMap(prefix -> named(topic.name(), prefix)));
    }

    static Stream<Arguments> rejected() {
        return Topics.all().stream().flatMap(topic -> named(topic.name(), "rejected-"));
    }

    /** The fixtures of the topics that have a reader. */
    static Stream<Arguments> read() {
        return Stream.concat(accepted(), rejected()).filter(fixture -> READERS.containsKey((String) fixture.get()[0]));
    }

    private static Stream<Arguments> named(String topic, String prefix) {
        return Fixtures.names(topic, prefix).stream().map(name -> arguments(topic, name));
    }

    /** The reason in a name such as {@code rejected-INVALID_DECIMAL-exponent.json}. */
    private static RejectionReason reason(String name) {
        return RejectionReason.valueOf(name.split("-", -1)[1]);
    }

    private static byte[] toJson(Object event) {
        if (event instanceof Payment payment) {
            return payment.toJson();
        }
        if (event instanceof PriceTick tick) {
            return tick.toJson();
        }
        if (event instanceof Frame frame) {
            return frame.toJson();
        }
        if (event instanceof ListeningEvent listening) {
            return listening.toJson();
        }
        return event instanceof Booking booking ? booking.toJson() : ((Order) event).toJson();
    }
}
