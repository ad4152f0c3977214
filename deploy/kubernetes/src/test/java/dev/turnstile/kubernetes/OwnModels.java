package dev.turnstile.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;

/**
 * The fields of custom resources that the manifests use, where no artifact has a model of them.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/reference/">The
 *     operator's reference</a>
 * @see <a href="https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration">GKE's reference</a>
 */
final class OwnModels {

    private OwnModels() {}

    record FlinkDeployment(String apiVersion, String kind, ObjectMeta metadata, FlinkSpec spec) {}

    record FlinkSpec(
            FlinkVersion flinkVersion,
            Mode mode,
            String image,
            String imagePullPolicy,
            String serviceAccount,
            Job job,
            FlinkProcess jobManager,
            FlinkProcess taskManager,
            Map<String, String> flinkConfiguration,
            PodOfFlink podTemplate) {}

    enum FlinkVersion {
        v2_2
    }

    enum Mode {
        // As the operator spells it.
        @JsonProperty("native")
        NATIVE
    }

    record Job(
            String jarURI,
            String entryClass,
            List<String> args,
            int parallelism,
            JobState state,
            UpgradeMode upgradeMode) {}

    enum JobState {
        running,
        suspended
    }

    enum UpgradeMode {
        savepoint
    }

    record FlinkProcess(int replicas, Amount resource) {}

    record Amount(double cpu, String memory) {}

    record PodOfFlink(String apiVersion, String kind, ObjectMeta metadata, PodSpec spec) {}

    record BackendConfig(String apiVersion, String kind, ObjectMeta metadata, BackendSpec spec) {}

    record BackendSpec(
            int timeoutSec, Draining connectionDraining, HealthCheck healthCheck, Affinity sessionAffinity) {}

    record Draining(int drainingTimeoutSec) {}

    record HealthCheck(String type, int port, String requestPath) {}

    record Affinity(String affinityType) {}

    record ManagedCertificate(String apiVersion, String kind, ObjectMeta metadata, Domains spec) {}

    record Domains(List<String> domains) {}
}
