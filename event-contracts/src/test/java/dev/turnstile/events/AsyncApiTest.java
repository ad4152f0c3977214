package dev.turnstile.events;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document says of the topics what the code says. */
class AsyncApiTest {

    private static final JsonNode DOCUMENT =
            new YAMLMapper().readTree(AsyncApiTest.class.getResourceAsStream("/dev/turnstile/events/asyncapi.yaml"));

    @Test
    void its_channels_are_the_topics() {
        assertThat(channels())
                .extracting(
                        channel -> channel.at("/address").asString(),
                        channel -> bindings(channel).get("partitions").asInt(),
                        channel -> bindings(channel)
                                .at("/topicConfiguration/retention.ms")
                                .asLong(),
                        AsyncApiTest::cleanup)
                .containsExactlyElementsOf(Topics.all().stream()
                        .map(topic -> tuple(
                                topic.name(),
                                topic.partitions(),
                                topic.retention().toMillis(),
                                topic.configuration().getOrDefault("cleanup.policy", "delete")))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void a_topic_has_one_message_with_its_schema_and_its_key(TopicDefinition topic) {
        List<JsonNode> messages = children(channel(topic).get("messages"));
        assertThat(messages).hasSize(1);
        JsonNode message = resolved(messages.get(0));

        assertThat(bindings(message).at("/key/description").asString()).isEqualTo(topic.keyedBy());
        boolean isSetAside = List.of(Topics.LATE_EVENTS, Topics.REJECTED_EVENTS).contains(topic);
        assertThat(message.at(isSetAside ? "/headers/schema/$ref" : "/payload/schema/$ref")
                        .asString())
                .isEqualTo("schemas/" + Schemas.file(topic.name()));
    }

    @Test
    void what_is_followed_from_a_request_to_its_result_may_carry_a_trace() {
        String traced = "#/components/schemas/traceHeaders";
        assertThat(Topics.all().stream()
                        .filter(topic -> traced.equals(
                                messageOf(topic).at("/headers/$ref").asString())))
                .containsExactly(
                        Topics.TICKET_BOOKINGS,
                        Topics.ORDERS,
                        Topics.TRANSACTIONS,
                        Topics.CATEGORY_AGGREGATIONS,
                        Topics.VIDEO_FRAMES,
                        Topics.RESULTS,
                        Topics.LIVE);
    }

    @Test
    void a_trace_is_written_as_the_reader_takes_it() {
        JsonNode header = DOCUMENT.at("/components/schemas/traceHeaders/properties/" + TraceParent.HEADER);
        Pattern pattern = Pattern.compile(header.get("pattern").asString());
        TraceParent parent = new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7");
        assertThat(new String(parent.toHeader(), US_ASCII)).matches(pattern);
        assertThat(header.at("/examples/0").asString())
                .matches(pattern)
                .satisfies(example ->
                        assertThat(TraceParent.of(example.getBytes(US_ASCII))).contains(parent));
        for (String other : List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", "00-4bf9-00f0-01")) {
            assertThat(other).doesNotMatch(pattern);
            assertThat(TraceParent.of(other.getBytes(US_ASCII))).isEmpty();
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(DOCUMENT.findValues("$ref")).hasSizeGreaterThan(20).allSatisfy(reference -> {
            String target = reference.asString();
            if (target.startsWith("#")) {
                assertThat(DOCUMENT.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(AsyncApiTest.class.getResource("/dev/turnstile/events/" + target))
                        .as(target)
                        .isNotNull();
            }
        });
    }

    @Test
    void every_channel_has_an_operation() {
        assertThat(children(DOCUMENT.get("operations")))
                .extracting(operation -> resolved(operation.get("channel")))
                .containsExactlyElementsOf(channels());
    }

    static Stream<TopicDefinition> topics() {
        return Topics.all().stream();
    }

    private static JsonNode messageOf(TopicDefinition topic) {
        return resolved(children(channel(topic).get("messages")).get(0));
    }

    private static JsonNode channel(TopicDefinition topic) {
        return channels().stream()
                .filter(channel -> channel.at("/address").asString().equals(topic.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel " + topic.name()));
    }

    private static List<JsonNode> channels() {
        return children(DOCUMENT.get("channels"));
    }

    private static List<JsonNode> children(JsonNode node) {
        return new ArrayList<>(node.values());
    }

    private static JsonNode bindings(JsonNode node) {
        return resolved(node.get("bindings")).get("kafka");
    }

    /** As Kafka has it: its policies, separated by commas. Kafka's own is to delete. */
    private static String cleanup(JsonNode channel) {
        JsonNode policies = bindings(channel).path("topicConfiguration").path("cleanup.policy");
        return policies.isMissingNode()
                ? "delete"
                : children(policies).stream().map(JsonNode::asString).collect(Collectors.joining(","));
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asString().substring(1)) : node;
    }
}
