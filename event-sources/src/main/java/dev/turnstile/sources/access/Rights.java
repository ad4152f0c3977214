package dev.turnstile.sources.access;

import dev.turnstile.events.access.AccessRight;
import dev.turnstile.events.access.KafkaClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Rights as Kafka's ACLs. */
final class Rights {

    private static final String FROM_ANYWHERE = "*";

    private static final List<ResourceType> OF_THE_ADMINISTRATOR =
            List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);

    /** All but ClusterAction, which is the brokers' own. */
    private static final List<AclOperation> ON_THE_CLUSTER = List.of(
            AclOperation.CREATE,
            AclOperation.ALTER,
            AclOperation.DESCRIBE,
            AclOperation.ALTER_CONFIGS,
            AclOperation.DESCRIBE_CONFIGS,
            AclOperation.IDEMPOTENT_WRITE);

    private Rights() {}

    /** A client's. */
    static Set<AclBinding> of(KafkaClient client, String user) {
        Set<AclBinding> acls = new LinkedHashSet<>();
        for (AccessRight right : client.rights()) {
            var resource = new ResourcePattern(
                    kind(right.kind()), right.name(), right.isPrefix() ? PatternType.PREFIXED : PatternType.LITERAL);
            right.operations().stream()
                    .sorted()
                    .forEach(operation -> acls.add(allowed(user, resource, operation(operation))));
        }
        return acls;
    }

    /** Everything, so that whoever has it can put right whatever is wrong. */
    static Set<AclBinding> ofAdministrator(String user) {
        Set<AclBinding> acls = new LinkedHashSet<>();
        var cluster = new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL);
        ON_THE_CLUSTER.forEach(operation -> acls.add(allowed(user, cluster, operation)));
        OF_THE_ADMINISTRATOR.forEach(type -> acls.add(allowed(
                user,
                new ResourcePattern(type, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL),
                AclOperation.ALL)));
        return acls;
    }

    static String principal(String user) {
        return "User:" + user;
    }

    /** In one line. */
    static String inWords(AclBinding acl) {
        ResourcePattern resource = acl.pattern();
        String star = resource.patternType() == PatternType.PREFIXED ? "*" : "";
        AccessControlEntry entry = acl.entry();
        String denied = entry.permissionType() == AclPermissionType.DENY ? "not " : "";
        return entry.principal() + ": " + denied + words(entry.operation()) + " " + words(resource.resourceType()) + " "
                + resource.name() + star;
    }

    private static AclBinding allowed(String user, ResourcePattern resource, AclOperation operation) {
        return new AclBinding(
                resource, new AccessControlEntry(principal(user), FROM_ANYWHERE, operation, AclPermissionType.ALLOW));
    }

    private static ResourceType kind(AccessRight.Kind kind) {
        return switch (kind) {
            case TOPIC -> ResourceType.TOPIC;
            case GROUP -> ResourceType.GROUP;
            case TRANSACTIONAL_ID -> ResourceType.TRANSACTIONAL_ID;
        };
    }

    private static AclOperation operation(AccessRight.Operation operation) {
        return switch (operation) {
            case READ -> AclOperation.READ;
            case WRITE -> AclOperation.WRITE;
            case DESCRIBE -> AclOperation.DESCRIBE;
        };
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
