package dev.turnstile.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnstile.analytics.PipelineCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every connection that is opened is allowed, at both of its ends, and no other is. */
class FlowsTest {

    private static final Map<String, List<String>> SERVICES = Map.of(
            "booking-service", List.of("8091", "9191"),
            "order-service", List.of("8092", "9192"),
            "event-service", List.of("8093", "9193"),
            "results-dashboard", List.of("8080", "9180"));

    private static final String BROKERS = "turnstile-kafka";
    private static final String ENTITY_OPERATOR = "turnstile-entity-operator";
    private static final List<String> STORES = List.of("market-postgres", "market-redis");
    private static final String KAFKA_OF_AWS = "10.20.72.0/22";

    /** Where the pods of an overlay's cluster are, as its Terraform makes it: of eks the nodes as well. */
    private static final Map<String, String> PODS = Map.of("eks", "10.20.0.0/18", "gke", "10.44.0.0/14");

    private static final String BETWEEN_FLINKS_PROCESSES = "6121-6125";

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void nothing_is_allowed_by_itself(String overlay) {
        assertThat(Flow.isDenial(Kustomize.overlay(overlay).the("NetworkPolicy", "default-deny")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke"})
    void what_goes_out_with_a_providers_kafka(String overlay) {
        Set<Flow> expected = new TreeSet<>();
        List<String> clients =
                both(both(List.copyOf(SERVICES.keySet()), flink()), List.of("create-topics", "grant-access"));
        clients.forEach(client -> expected.addAll(asksForNames(client)));
        clients.forEach(client -> expected.add(new Flow(client, KAFKA_OF_AWS, "9096")));
        flink().forEach(process -> expected.add(new Flow(process, "0.0.0.0/0", "443")));
        if (overlay.equals("gke")) {
            flink().forEach(process -> expected.add(new Flow(process, "169.254.169.254/32", "80")));
        }
        String stores = overlay.equals("eks") ? "10.20.76.0/22" : "10.60.0.0/16";
        market().forEach(process -> expected.add(new Flow(process, stores, "5432")));
        market().forEach(process -> expected.add(new Flow(process, stores, "6379")));
        expected.add(new Flow("results-dashboard", stores, "5432"));
        expected.addAll(withinTheNamespace());

        assertThat(Flow.out(Kustomize.overlay(overlay))).containsExactlyElementsOf(expected);
    }

    @Test
    void what_goes_out_with_a_kafka_in_the_cluster() {
        Set<Flow> expected = new TreeSet<>();
        List<String> clients = both(List.copyOf(SERVICES.keySet()), flink());
        both(both(clients, STORES), List.of(BROKERS, ENTITY_OPERATOR))
                .forEach(each -> expected.addAll(asksForNames(each)));
        clients.forEach(client -> expected.add(new Flow(client, BROKERS, "9093")));
        expected.add(new Flow(BROKERS, BROKERS, "9090"));
        expected.add(new Flow(BROKERS, BROKERS, "9091"));
        expected.add(new Flow(ENTITY_OPERATOR, BROKERS, "9091"));
        // Strimzi's brokers are told to read their keys from Secrets, by the Kubernetes API, when they start.
        for (String each : List.of(BROKERS, ENTITY_OPERATOR)) {
            expected.add(new Flow(each, "0.0.0.0/0", "443"));
            expected.add(new Flow(each, "0.0.0.0/0", "6443"));
        }
        flink().forEach(process -> expected.add(new Flow(process, "172.18.0.0/16", "6443")));
        expected.addAll(toTheStoresInTheCluster());
        expected.addAll(withinTheNamespace());

        assertThat(Flow.out(Kustomize.overlay("kind"))).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void what_comes_in(String overlay) {
        Set<Flow> expected = new TreeSet<>();
        SERVICES.forEach((service, ports) -> {
            if (overlay.equals("kind")) {
                expected.add(new Flow("nginx-ingress/nginx-ingress", service, ports.get(0)));
                return;
            }
            loadBalancers(overlay, service)
                    .forEach(address -> ports.forEach(port -> expected.add(new Flow(address, service, port))));
            expected.add(new Flow("monitoring/prometheus", service, ports.get(1)));
        });
        if (!overlay.equals("kind")) {
            flink().forEach(process -> expected.add(new Flow("monitoring/prometheus", process, "9249")));
        }
        jobManagers()
                .forEach(
                        manager -> expected.add(new Flow("flink-operator/flink-kubernetes-operator", manager, "8081")));
        if (overlay.equals("kind")) {
            expected.addAll(toTheStoresInTheCluster());
        }
        expected.addAll(withinTheNamespace());

        assertThat(Flow.in(Kustomize.overlay(overlay))).containsExactlyElementsOf(expected);
    }

    /** By its address any pod, of any namespace, would be let in; pods are named by their labels. */
    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke"})
    void no_range_of_addresses_that_is_let_in_has_pods(String overlay) {
        Cidr pods = Cidr.of(PODS.get(overlay));
        List<String> ranges = Flow.in(Kustomize.overlay(overlay)).stream()
                .map(Flow::from)
                .filter(from -> from.matches("[0-9./]+"))
                .distinct()
                .toList();

        assertThat(ranges)
                .hasSizeGreaterThan(1)
                .noneMatch(range -> Cidr.of(range).overlaps(pods));
    }

    /** Only to port 443 may pods go wherever they like. */
    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke"})
    void no_range_of_addresses_that_is_let_out_to_has_pods_but_the_clouds(String overlay) {
        Cidr pods = Cidr.of(PODS.get(overlay));

        assertThat(Flow.out(Kustomize.overlay(overlay)).stream()
                        .filter(flow -> flow.to().matches("[0-9./]+"))
                        .filter(flow -> Cidr.of(flow.to()).overlaps(pods)))
                .isNotEmpty()
                .allMatch(flow -> flow.port().equals("443"));
    }

    @Test
    void ranges_overlap_when_one_has_the_other() {
        assertThat(Cidr.of("10.20.0.0/16").overlaps(Cidr.of("10.20.0.0/18"))).isTrue();
        assertThat(Cidr.of("10.20.63.0/24").overlaps(Cidr.of("10.20.0.0/18"))).isTrue();
        assertThat(Cidr.of("0.0.0.0/0").overlaps(Cidr.of("10.20.0.0/18"))).isTrue();
        assertThat(Cidr.of("10.20.64.0/22").overlaps(Cidr.of("10.20.0.0/18"))).isFalse();
        assertThat(Cidr.of("130.211.0.0/22").overlaps(Cidr.of("10.44.0.0/14"))).isFalse();
    }

    /** A policy for nobody, a rule for everybody and a port without a name are found while flows are read; so is this. */
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "job-state-is-asked", "pipeline-orders", "market-stores", "cloud", "names"})
    void a_policy_less_is_missed(String policy) {
        Manifests manifests = Kustomize.overlay("eks");
        Set<Flow> before = Flow.out(manifests);

        manifests.objects().removeIf(object -> Manifests.title(object).equals("NetworkPolicy " + policy));

        assertThat(Flow.out(manifests)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks", "gke", "kind"})
    void the_ports_are_those_that_the_settings_name(String overlay) {
        Manifests manifests = Kustomize.overlay(overlay);
        String kafkaPort = overlay.equals("kind") ? "9093" : "9096";

        assertThat(manifests
                        .configMap("kafka")
                        .path("KAFKA_BOOTSTRAP_SERVERS")
                        .asText()
                        .split(","))
                .allMatch(server -> server.endsWith(":" + kafkaPort));
        for (ObjectNode flink : manifests.ofKind("FlinkDeployment")) {
            Function<String, String> option =
                    name -> flink.at("/spec/flinkConfiguration").path(name).asText();
            assertThat(Stream.of(
                                    "taskmanager.data.port",
                                    "taskmanager.rpc.port",
                                    "jobmanager.rpc.port",
                                    "blob.server.port",
                                    "metrics.internal.query-service.port")
                            .map(option))
                    .containsExactly("6121", "6122", "6123", "6124", "6125");
            assertThat(option.apply("high-availability.jobmanager.port")).isEqualTo("6123");
            assertThat(option.apply("rest.port")).isEqualTo("8081");
            assertThat(option.apply("metrics.reporter.prom.port")).isEqualTo("9249");
        }
    }

    /** Of eks the one that faces the internet is not the dashboard's. */
    private static List<String> loadBalancers(String overlay, String service) {
        if (overlay.equals("gke")) {
            return List.of("35.191.0.0/16", "130.211.0.0/22", "10.40.8.0/23");
        }
        return List.of(service.equals("results-dashboard") ? "10.20.64.0/22" : "10.20.240.0/22");
    }

    private static List<Flow> asksForNames(String pod) {
        return List.of(new Flow(pod, "kube-system/kube-dns", "53"), new Flow(pod, "kube-system/kube-dns", "53/UDP"));
    }

    /** Named at both ends. */
    private static List<Flow> withinTheNamespace() {
        List<Flow> flows = new ArrayList<>();
        jobManagers().forEach(manager -> flows.add(new Flow("results-dashboard", manager, "8081")));
        for (PipelineCatalog.Entry pipeline : PipelineCatalog.all()) {
            for (String from : processes(pipeline)) {
                for (String to : processes(pipeline)) {
                    flows.add(new Flow(from, to, BETWEEN_FLINKS_PROCESSES));
                }
            }
        }
        return flows;
    }

    private static List<Flow> toTheStoresInTheCluster() {
        List<Flow> flows = new ArrayList<>();
        both(market(), List.of("results-dashboard"))
                .forEach(reader -> flows.add(new Flow(reader, "market-postgres", "5432")));
        market().forEach(process -> flows.add(new Flow(process, "market-redis", "6379")));
        return flows;
    }

    private static List<String> market() {
        return flink().stream()
                .filter(process -> process.startsWith("pipeline-market-"))
                .toList();
    }

    private static List<String> flink() {
        return PipelineCatalog.all().stream()
                .flatMap(pipeline -> processes(pipeline).stream())
                .toList();
    }

    private static List<String> jobManagers() {
        return flink().stream()
                .filter(process -> process.endsWith("-jobmanager"))
                .collect(Collectors.toList());
    }

    private static List<String> processes(PipelineCatalog.Entry pipeline) {
        return List.of("pipeline-" + pipeline.name() + "-jobmanager", "pipeline-" + pipeline.name() + "-taskmanager");
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
