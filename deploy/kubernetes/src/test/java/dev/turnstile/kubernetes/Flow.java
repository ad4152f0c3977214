package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One allowed connection: who may open it, to whom, to which port. */
record Flow(String from, String to, String port) implements Comparable<Flow> {

    @Override
    public int compareTo(Flow other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return from + " -> " + to + " : " + port;
    }

    /** What the policies let out of pods. */
    static Set<Flow> out(Manifests manifests) {
        return of(manifests, "Egress", "egress", "to");
    }

    /** What the policies let in to pods. */
    static Set<Flow> in(Manifests manifests) {
        return of(manifests, "Ingress", "ingress", "from");
    }

    private static Set<Flow> of(Manifests manifests, String type, String direction, String side) {
        List<Running> running = Running.in(manifests);
        Set<Flow> flows = new TreeSet<>();
        for (ObjectNode policy : manifests.ofKind("NetworkPolicy")) {
            boolean isMeant = Manifests.each(policy.at("/spec/policyTypes"))
                    .anyMatch(each -> each.asText().equals(type));
            if (policy.path("spec").has(direction) != isMeant && !isDenial(policy)) {
                throw new AssertionError(Manifests.title(policy) + " has rules of a type that it does not name");
            }
            List<Running> subjects = Running.selected(running, policy.at("/spec/podSelector"));
            if (subjects.isEmpty()) {
                throw new AssertionError(Manifests.title(policy) + " is for no pod that there is");
            }
            for (JsonNode rule : policy.at("/spec/" + direction)) {
                for (Running subject : subjects) {
                    for (Peer peer : peers(running, rule.path(side))) {
                        boolean goesOut = side.equals("to");
                        for (String port : ports(rule.path("ports"), goesOut ? peer.running() : subject)) {
                            flows.add(
                                    goesOut
                                            ? new Flow(subject.name(), peer.name(), port)
                                            : new Flow(peer.name(), subject.name(), port));
                        }
                    }
                }
            }
        }
        return flows;
    }

    static boolean isDenial(JsonNode policy) {
        return policy.path("spec").equals(Manifests.yaml("{podSelector: {}, policyTypes: [Ingress, Egress]}"));
    }

    private record Peer(String name, Running running) {}

    /** A rule without peers would be for everybody. */
    private static List<Peer> peers(List<Running> running, JsonNode list) {
        List<Peer> peers = new ArrayList<>();
        for (JsonNode peer : list) {
            if (peer.has("ipBlock")) {
                peers.add(new Peer(peer.at("/ipBlock/cidr").asText(), Running.ELSEWHERE));
            } else if (peer.has("namespaceSelector")) {
                peers.add(new Peer(
                        labels(peer.path("namespaceSelector")) + "/" + labels(peer.path("podSelector")),
                        Running.ELSEWHERE));
            } else {
                Running.selected(running, peer.path("podSelector"))
                        .forEach(each -> peers.add(new Peer(each.name(), each)));
            }
        }
        if (peers.isEmpty()) {
            throw new AssertionError("a rule is for nobody, or for everybody: " + list);
        }
        return peers;
    }

    private static String labels(JsonNode selector) {
        return selector.path("matchLabels").properties().stream()
                .map(label -> label.getValue().asText())
                .collect(Collectors.joining(","));
    }

    private static List<String> ports(JsonNode ports, Running listener) {
        List<String> all = new ArrayList<>();
        for (JsonNode port : ports) {
            String number = listener.port(port.path("port").asText());
            String end = port.has("endPort") ? "-" + port.path("endPort").asText() : "";
            String protocol = port.path("protocol").asText("TCP");
            all.add(number + end + (protocol.equals("TCP") ? "" : "/" + protocol));
        }
        if (all.isEmpty()) {
            throw new AssertionError("a rule is for all ports");
        }
        return all;
    }
}
