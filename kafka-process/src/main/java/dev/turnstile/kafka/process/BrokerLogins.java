package dev.turnstile.kafka.process;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A broker that asks who its clients are (SCRAM, without TLS) and what they may do (Kafka's ACLs), for tests.
 *
 * @param passwords of the users that there are, by their names. None of them may do anything at first
 * @param isOpenWithoutAcls whether all may use a resource that no ACL is about, as with a provider's new cluster; the
 *     setting {@code allow.everyone.if.no.acl.found}
 */
public record BrokerLogins(Map<String, String> passwords, boolean isOpenWithoutAcls) {

    private static final String MECHANISM = "SCRAM-SHA-512";

    /** The broker's own, at itself. */
    private static final String BROKER = "broker";

    private static final String PASSWORD_OF_BROKER = "broker-at-loopback";

    public BrokerLogins {
        passwords = Map.copyOf(passwords);
    }

    /** What a client needs to log in as this user, by Kafka's names. */
    public Map<String, String> clientSettings(String user) {
        String password = passwords.get(user);
        if (password == null) {
            throw new IllegalArgumentException("There is no user " + user + "; there are " + passwords.keySet());
        }
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login(user, password));
    }

    /** The broker's settings, by Kafka's names. */
    Map<String, String> brokerSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", login(BROKER, PASSWORD_OF_BROKER));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", Boolean.toString(isOpenWithoutAcls));
        // Nobody is anonymous but the broker where it talks to its controller.
        settings.put("super.users", "User:" + BROKER + ";User:ANONYMOUS");
        return settings;
    }

    /** The users are part of the storage from its beginning. */
    List<String> formatArguments() {
        Map<String, String> all = new TreeMap<>(passwords);
        all.put(BROKER, PASSWORD_OF_BROKER);
        return all.entrySet().stream()
                .flatMap(user -> List.of(
                        "--add-scram", MECHANISM + "=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                        .stream())
                .toList();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }
}
