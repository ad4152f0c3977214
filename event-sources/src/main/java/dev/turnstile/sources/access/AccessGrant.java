package dev.turnstile.sources.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Gives rights that are not given yet; takes none away. */
final class AccessGrant {

    private final Admin admin;

    AccessGrant(Admin admin) {
        this.admin = admin;
    }

    /**
     * What is to be done, and what is there.
     *
     * @param missing to be given
     * @param there of those that were asked for
     * @param besides what the same users have and was not asked for: given by hand, or by an earlier version
     */
    record Plan(List<AclBinding> missing, List<AclBinding> there, List<AclBinding> besides) {}

    /**
     * Compares.
     *
     * @throws CannotGrant if Kafka does not say what there is
     */
    Plan plan(Collection<AclBinding> wanted) throws InterruptedException {
        Set<AclBinding> all = new LinkedHashSet<>(wanted);
        Set<AclBinding> given = given();
        Set<String> users = all.stream().map(acl -> acl.entry().principal()).collect(Collectors.toSet());
        return new Plan(
                all.stream().filter(acl -> !given.contains(acl)).toList(),
                all.stream().filter(given::contains).toList(),
                given.stream()
                        .filter(acl -> users.contains(acl.entry().principal()) && !all.contains(acl))
                        .toList());
    }

    private Set<AclBinding> given() throws InterruptedException {
        try {
            return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
        } catch (ExecutionException e) {
            throw new CannotGrant("does not say who may do what", e);
        }
    }

    /**
     * Gives them in one request: as soon as one is about a resource, nobody may use it who has none, so that on a cluster
     * that was open the others must not come later, nor the right to give the others.
     *
     * @throws CannotGrant if Kafka refuses one, or does not answer; what was given by then stays
     */
    void give(Collection<AclBinding> acls) throws InterruptedException {
        for (var each : admin.createAcls(acls).values().entrySet()) {
            try {
                each.getValue().get();
            } catch (ExecutionException e) {
                throw new CannotGrant("does not give \"" + Rights.inWords(each.getKey()) + "\"", e);
            }
        }
    }

    /** In one line: what could not be done, what Kafka says, and what to do. */
    static final class CannotGrant extends RuntimeException {
        CannotGrant(String what, ExecutionException e) {
            super("Kafka " + what + ": " + reason(e.getCause() == null ? e : e.getCause()));
        }

        private static String reason(Throwable cause) {
            if (cause instanceof SecurityDisabledException) {
                return "it asks nobody for rights (it has no authorizer)";
            }
            if (cause instanceof ClusterAuthorizationException) {
                return "who logs in here may not, and needs Alter and Describe on the cluster";
            }
            return String.valueOf(cause.getMessage());
        }
    }
}
