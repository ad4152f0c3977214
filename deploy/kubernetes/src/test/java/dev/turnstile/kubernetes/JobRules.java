package dev.turnstile.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done once, and what is done by hand only. */
final class JobRules {

    private JobRules() {}

    static List<Rule> all() {
        return List.of(
                ofTemplates(
                        "what Jobs are made from by hand does not run by itself",
                        job -> job.at("/spec/suspend").asBoolean(),
                        job -> ((ObjectNode) job.path("spec")).put("suspend", false)),
                ofTemplates(
                        "what Jobs are made from by hand sends nothing unless it is told to",
                        job -> Manifests.each(container(job).path("args"))
                                .map(JsonNode::asText)
                                .noneMatch("--send"::equals),
                        job -> ((ArrayNode) container(job).path("args")).add("--send")),
                ofTemplates(
                        "what sends is not tried again by itself",
                        job -> job.at("/spec/jobTemplate/spec/backoffLimit").asInt(6) == 0
                                && job.at("/spec/jobTemplate/spec/template/spec/restartPolicy")
                                        .asText()
                                        .equals("Never"),
                        job -> ((ObjectNode) job.at("/spec/jobTemplate/spec")).remove("backoffLimit")),
                new Rule(
                        "a Job ends, and is cleared away",
                        manifests -> Stream.concat(
                                        manifests.ofKind("Job").stream(), manifests.ofKind("CronJob").stream())
                                .filter(job -> !ends(job))
                                .map(Manifests::title)
                                .toList(),
                        manifests -> ((ObjectNode)
                                        manifests.the("Job", "create-topics").path("spec"))
                                .remove("activeDeadlineSeconds")));
    }

    private static boolean ends(JsonNode job) {
        JsonNode spec = Manifests.kind(job).equals("Job") ? job.path("spec") : job.at("/spec/jobTemplate/spec");
        return spec.path("activeDeadlineSeconds").asInt() > 0 && spec.has("ttlSecondsAfterFinished");
    }

    private static JsonNode container(JsonNode job) {
        return job.at("/spec/jobTemplate/spec/template/spec/containers/0");
    }

    private static Rule ofTemplates(String name, Predicate<JsonNode> isSo, Consumer<ObjectNode> breach) {
        return new Rule(
                name,
                manifests -> manifests.ofKind("CronJob").stream()
                        .filter(isSo.negate())
                        .map(Manifests::title)
                        .toList(),
                manifests -> breach.accept(manifests.the("CronJob", "resend-rejected")));
    }
}
