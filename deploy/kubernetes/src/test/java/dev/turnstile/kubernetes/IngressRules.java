package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What comes from outside, and how long a stream to the outside may last. */
final class IngressRules {

    private static final String DASHBOARD = "results-dashboard";
    private static final int HOUR_SECONDS = 3600;
    private static final Pattern ALB_IDLE = Pattern.compile("idle_timeout\\.timeout_seconds=(\\d+)");

    private IngressRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "each service has a host of its own, and the port is there",
                        IngressRules::withoutHost,
                        manifests -> ((ObjectNode)
                                        manifests.the("Ingress", "events").at("/spec/rules/0"))
                                .put("host", "orders.turnstile.example.com")),
                new Rule(
                        "a stream of Server-Sent Events is passed on as it comes, for an hour",
                        manifests -> manifests.ofKind("Ingress").stream()
                                .filter(ingress -> backends(ingress).contains(DASHBOARD))
                                .filter(ingress -> !passesStreamsOn(ingress, manifests))
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode)
                                        manifests.the("Ingress", "dashboard").at("/metadata/annotations"))
                                .remove("alb.ingress.kubernetes.io/load-balancer-attributes")),
                new Rule(
                        "an ALB, which asks pods for health by their addresses, is told a port that is a number",
                        IngressRules::healthByName,
                        manifests -> ((ObjectNode) manifests
                                        .the("Service", "order-service")
                                        .at("/spec/ports/1"))
                                .put("targetPort", "management")),
                new Rule(
                        "the dashboard, which asks nobody who they are, has no way in from the internet",
                        manifests -> manifests.ofKind("Ingress").stream()
                                .filter(ingress -> backends(ingress).contains(DASHBOARD))
                                .filter(IngressRules::isPublic)
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode)
                                        manifests.the("Ingress", "dashboard").at("/metadata/annotations"))
                                .put("alb.ingress.kubernetes.io/scheme", "internet-facing")),
                new Rule(
                        "a REST service asks for an API key",
                        manifests -> manifests.pods().stream()
                                .filter(pod -> pod.isOf("Deployment")
                                        && !Manifests.name(pod.owner()).equals(DASHBOARD))
                                .filter(pod -> Manifests.each(pod.container().path("env"))
                                        .noneMatch(variable ->
                                                variable.path("name").asText().equals("API_KEYS")
                                                        && variable.at("/valueFrom/secretKeyRef")
                                                                .isObject()))
                                .map(Pod::title)
                                .toList(),
                        manifests -> PodRules.service(manifests).container().putArray("env")));
    }

    private static List<String> backends(JsonNode ingress) {
        return ingress.findValues("backend").stream()
                .map(backend -> backend.at("/service/name").asText())
                .toList();
    }

    private static List<String> withoutHost(Manifests manifests) {
        List<String> hosts = new ArrayList<>();
        List<String> services = new ArrayList<>();
        for (ObjectNode ingress : manifests.ofKind("Ingress")) {
            hosts.addAll(ingress.findValuesAsText("host"));
            services.addAll(backends(ingress));
        }
        List<String> expected = manifests.ofKind("Deployment").stream()
                .map(Manifests::name)
                .sorted()
                .toList();
        boolean isRight = hosts.stream().distinct().count() == hosts.size()
                && services.stream().sorted().toList().equals(expected);
        return isRight ? List.of() : List.of(hosts + " to " + services);
    }

    /** The controller makes nothing of an Ingress whose health check has a Service's port of which the target is a name. */
    private static List<String> healthByName(Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (ObjectNode ingress : manifests.ofKind("Ingress")) {
            String checked = ingress.at("/metadata/annotations/alb.ingress.kubernetes.io~1healthcheck-port")
                    .asText();
            for (String service : backends(ingress)) {
                Manifests.each(manifests.the("Service", service).at("/spec/ports"))
                        .filter(port -> port.path("name").asText().equals(checked))
                        .filter(port -> !port.path("targetPort").isNumber())
                        .forEach(port -> faults.add(Manifests.title(ingress) + ": " + service + " " + port));
            }
        }
        return faults;
    }

    private static boolean passesStreamsOn(JsonNode ingress, Manifests manifests) {
        JsonNode annotations = ingress.at("/metadata/annotations");
        return switch (controller(ingress)) {
            // Passes on as it comes.
            case "alb" -> {
                Matcher idle = ALB_IDLE.matcher(annotations
                        .path("alb.ingress.kubernetes.io/load-balancer-attributes")
                        .asText());
                yield idle.find() && Integer.parseInt(idle.group(1)) >= HOUR_SECONDS;
            }
            // Passes on as it comes, too.
            case "gce-internal" ->
                manifests
                                .the("Service", DASHBOARD)
                                .at("/metadata/annotations/cloud.google.com~1backend-config")
                                .asText()
                                .equals("{\"default\": \"" + DASHBOARD + "\"}")
                        && manifests
                                        .the("BackendConfig", DASHBOARD)
                                        .at("/spec/timeoutSec")
                                        .asInt()
                                >= HOUR_SECONDS;
            case "nginx" ->
                annotations.path("nginx.org/proxy-buffering").asText().equals("False")
                        && annotations
                                .path("nginx.org/proxy-read-timeout")
                                .asText()
                                .equals("1h");
            default -> false;
        };
    }

    private static boolean isPublic(JsonNode ingress) {
        return switch (controller(ingress)) {
            case "alb" ->
                !ingress.at("/metadata/annotations/alb.ingress.kubernetes.io~1scheme")
                        .asText()
                        .equals("internal");
            // That of a laptop's cluster, and one that GCE makes within the network.
            case "nginx", "gce-internal" -> false;
            default -> true;
        };
    }

    private static String controller(JsonNode ingress) {
        return ingress.at("/spec/ingressClassName")
                .asText(ingress.at("/metadata/annotations/kubernetes.io~1ingress.class")
                        .asText());
    }
}
