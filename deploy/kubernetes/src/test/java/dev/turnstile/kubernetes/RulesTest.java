package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static final List<String> OVERLAYS =
            List.of("eks", "gke", "kind", "eks-with-everything", "kind-with-everything", "kind-with-definition");

    private static final List<Rule> RULES = Stream.of(
                    PodRules.all(),
                    AvailabilityRules.all(),
                    JobRules.all(),
                    SecretRules.all(),
                    ReferenceRules.all(),
                    IngressRules.all())
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("rulesInEveryOverlay")
    void is_so(Rule rule, String overlay) {
        assertThat(rule.faults().apply(Kustomize.overlay(overlay))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void is_missed_when_a_manifest_breaks_it(Rule rule) {
        Manifests manifests = Kustomize.overlay("eks-with-everything");

        rule.breach().accept(manifests);

        assertThat(rule.faults().apply(manifests)).isNotEmpty();
    }

    static Stream<Arguments> rulesInEveryOverlay() {
        return RULES.stream().flatMap(rule -> OVERLAYS.stream().map(overlay -> Arguments.of(rule, overlay)));
    }

    static Stream<Rule> rules() {
        return RULES.stream();
    }
}
