package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a flow which is missing, or is too many, is seen. */
class FlowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests",
                "page",
                "metrics-of-services",
                "metrics-of-pipelines",
                "job-state-is-told",
                "pipeline-orders"
            })
    void without_a_policy_less_comes_in(String policy) {
        Manifests manifests = Kustomize.overlay("eks");
        Set<Flow> before = Flow.in(manifests);

        manifests.objects().removeIf(object -> Manifests.title(object).equals("NetworkPolicy " + policy));

        assertThat(before).containsAll(Flow.in(manifests)).isNotEqualTo(Flow.in(manifests));
    }

    @Test
    void a_wider_range_another_port_and_more_pods_are_other_flows() {
        assertIsSeen(stores -> ((ObjectNode) stores.at("/spec/egress/0/to/0/ipBlock")).put("cidr", "0.0.0.0/0"));
        assertIsSeen(stores -> ((ObjectNode) stores.at("/spec/egress/0/ports/0")).put("port", 22));
        assertIsSeen(stores -> ((ObjectNode) stores.at("/spec/egress/0/ports/0")).put("endPort", 65535));
        assertIsSeen(stores -> ((ObjectNode) stores.at("/spec/egress/0/ports/0")).put("protocol", "UDP"));
        assertIsSeen(stores -> ((ObjectNode) stores.path("spec")).putObject("podSelector"));
    }

    @Test
    void what_would_be_for_everybody_or_for_nobody_is_refused() {
        assertIsRefused("for everybody", kafka -> ((ObjectNode) kafka.at("/spec/egress/0")).putArray("to"));
        assertIsRefused("for all ports", kafka -> ((ObjectNode) kafka.at("/spec/egress/0")).putArray("ports"));
        assertIsRefused(
                "for no pod",
                kafka -> ((ObjectNode) kafka.at("/spec/podSelector/matchLabels"))
                        .put("turnstile.dev/kafka-client", "yes"));
        assertIsRefused(
                "does not name",
                kafka -> ((ObjectNode) kafka.path("spec"))
                        .putArray("policyTypes")
                        .add("Ingress"));
    }

    @Test
    void pods_that_are_chosen_by_one_of_several_labels_are_these_and_any_other_way_to_choose_is_refused() {
        Manifests manifests = Kustomize.overlay("eks");
        ObjectNode chosen =
                (ObjectNode) manifests.the("NetworkPolicy", "requests").at("/spec/podSelector/matchExpressions/0");
        Set<Flow> before = Flow.in(manifests);

        chosen.putArray("values").add("order-service");
        assertThat(before).containsAll(Flow.in(manifests)).isNotEqualTo(Flow.in(manifests));

        chosen.put("operator", "NotIn");
        assertThatThrownBy(() -> Flow.in(manifests)).hasMessageContaining("NotIn");
    }

    private static void assertIsSeen(Consumer<ObjectNode> change) {
        Manifests manifests = Kustomize.overlay("eks");
        Set<Flow> before = Flow.out(manifests);

        change.accept(manifests.the("NetworkPolicy", "market-stores"));

        assertThat(Flow.out(manifests)).isNotEqualTo(before);
    }

    private static void assertIsRefused(String why, Consumer<ObjectNode> change) {
        Manifests manifests = Kustomize.overlay("eks");

        change.accept(manifests.the("NetworkPolicy", "kafka"));

        assertThatThrownBy(() -> Flow.out(manifests)).hasMessageContaining(why);
    }
}
