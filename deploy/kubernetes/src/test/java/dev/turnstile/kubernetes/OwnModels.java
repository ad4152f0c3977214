package dev.turnstile.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * The fields of custom resources that the manifests use, where no artifact has a model of them.
 *
 * @see <a href="https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration">GKE's reference</a>
 */
final class OwnModels {

    private OwnModels() {}

    record BackendConfig(String apiVersion, String kind, ObjectMeta metadata, BackendSpec spec) {}

    record BackendSpec(
            int timeoutSec, Draining connectionDraining, HealthCheck healthCheck, Affinity sessionAffinity) {}

    record Draining(int drainingTimeoutSec) {}

    record HealthCheck(String type, int port, String requestPath) {}

    record Affinity(String affinityType) {}

    record ManagedCertificate(String apiVersion, String kind, ObjectMeta metadata, Domains spec) {}

    record Domains(List<String> domains) {}
}
