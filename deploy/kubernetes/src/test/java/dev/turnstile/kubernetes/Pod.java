package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/**
 * What an object says of its pods.
 *
 * @param owner the object
 * @param spec the pods' own specification, in the owner's tree
 */
record Pod(ObjectNode owner, JsonNode labels, ObjectNode spec) {

    static Stream<Pod> of(ObjectNode object) {
        String path = switch (Manifests.kind(object)) {
            case "Deployment", "Job", "StatefulSet", "DaemonSet" -> "/spec/template";
            case "CronJob" -> "/spec/jobTemplate/spec/template";
            case "FlinkDeployment" -> "/spec/podTemplate";
            default -> "";
        };
        if (path.isEmpty()) {
            return Stream.of();
        }
        JsonNode template = object.at(path);
        return Stream.of(
                new Pod(object, template.path("metadata").path("labels"), (ObjectNode) template.required("spec")));
    }

    String title() {
        return Manifests.title(owner);
    }

    boolean isOf(String kind) {
        return Manifests.kind(owner).equals(kind);
    }

    Stream<JsonNode> containers() {
        return Stream.concat(Manifests.each(spec.path("containers")), Manifests.each(spec.path("initContainers")));
    }

    /** The first one, to be changed. */
    ObjectNode container() {
        return (ObjectNode) spec.path("containers").required(0);
    }
}
