package dev.turnstile.events.access;

import dev.turnstile.events.TopicDefinition;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client may do with something that Kafka keeps.
 *
 * @param isPrefix whether it is about all whose names begin so
 * @param operations at least one
 */
public record AccessRight(Kind kind, String name, boolean isPrefix, Set<Operation> operations) {

    /** What it is about. */
    public enum Kind {
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID
    }

    /** As Kafka calls them. */
    public enum Operation {
        READ,
        WRITE,
        DESCRIBE
    }

    public AccessRight {
        operations = Set.copyOf(operations);
    }

    static AccessRight toRead(TopicDefinition topic, String suffix) {
        return new AccessRight(
                Kind.TOPIC, topic.name() + suffix, false, EnumSet.of(Operation.READ, Operation.DESCRIBE));
    }

    static AccessRight toWrite(TopicDefinition topic, String suffix) {
        return new AccessRight(
                Kind.TOPIC, topic.name() + suffix, false, EnumSet.of(Operation.WRITE, Operation.DESCRIBE));
    }

    static AccessRight toReadAndWrite(TopicDefinition topic) {
        return new AccessRight(Kind.TOPIC, topic.name(), false, EnumSet.allOf(Operation.class));
    }

    /** To keep a group's offsets. */
    static AccessRight toReadAs(String group) {
        return new AccessRight(Kind.GROUP, group, false, EnumSet.of(Operation.READ));
    }

    static AccessRight toWriteInTransactions(String prefix) {
        return new AccessRight(Kind.TRANSACTIONAL_ID, prefix, true, EnumSet.of(Operation.WRITE, Operation.DESCRIBE));
    }

    /** In words, such as {@code topic orders: Describe, Write}. */
    @Override
    public String toString() {
        String resource = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return resource + " " + name + (isPrefix ? "*" : "") + ": "
                + operations.stream().map(AccessRight::inWords).sorted().collect(Collectors.joining(", "));
    }

    private static String inWords(Operation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
