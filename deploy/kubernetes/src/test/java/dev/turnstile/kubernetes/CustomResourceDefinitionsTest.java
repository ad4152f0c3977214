package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomResourceDefinitionsTest {

    private static final CustomResourceDefinitions DEFINITIONS =
            new CustomResourceDefinitions(List.of(Manifests.yaml("""
            spec:
              group: example.com
              names: {kind: Gate}
              versions:
                - name: v1
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        spec:
                          type: object
                          properties:
                            lanes: {type: integer, minimum: 1}
                            state: {type: string, enum: [open, closed]}
                            port: {x-kubernetes-int-or-string: true}
                            labels: {type: object, additionalProperties: {type: string}}
                            anything: {type: object, x-kubernetes-preserve-unknown-fields: true}
                            opened: {type: string, nullable: true}
                            hours:
                              type: array
                              items: {type: object, properties: {from: {type: string}}}
                            pod: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}
            """)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lanes: 3, state: open, port: 80, labels: {any: thing}, anything: {at: {all: 1}}, opened: null}",
                "{port: http, hours: [{from: '10'}], pod: {apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {}}}"
            })
    void takes_what_the_schema_has(String spec) {
        assertThat(faults(spec)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lanes: 0}",
                "{lanes: '3'}",
                "{state: ajar}",
                "{port: 1.5}",
                "{labels: {any: 1}}",
                "{opened: 1}",
                "{lane: 3}",
                "{hours: [{until: '18'}]}",
                "{pod: {spec: {containers: []}}}",
                "{pod: {status: {}}}"
            })
    void finds_what_the_api_server_would_refuse_or_drop(String spec) {
        assertThat(faults(spec)).isNotEmpty();
    }

    @Test
    void finds_a_field_beside_the_specification_and_a_missing_one() {
        assertThat(DEFINITIONS.faults(Manifests.yaml(
                        "{apiVersion: example.com/v1, kind: Gate, metadata: {name: north}, spec: {}, specs: {}}")))
                .hasSize(1);
        assertThat(DEFINITIONS.faults(Manifests.yaml("{apiVersion: example.com/v1, kind: Gate}")))
                .hasSize(1);
    }

    @Test
    void finds_a_version_that_is_not_defined() {
        assertThat(DEFINITIONS.faults(Manifests.yaml("{apiVersion: example.com/v2, kind: Gate, spec: {}}")))
                .hasSize(1);
    }

    private static List<String> faults(String spec) {
        return DEFINITIONS.faults(Manifests.yaml("{apiVersion: example.com/v1, kind: Gate, spec: " + spec + "}"));
    }
}
