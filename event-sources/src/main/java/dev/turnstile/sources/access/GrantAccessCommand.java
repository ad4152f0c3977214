package dev.turnstile.sources.access;

import dev.turnstile.events.access.KafkaClient;
import dev.turnstile.events.access.KafkaClients;
import dev.turnstile.sources.kafka.KafkaOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives each client of the platform its rights, by Kafka's ACLs. */
@Command(
        name = "grant-access",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Gives each client of the platform the rights that it needs and that it does not have yet, by Kafka's ACLs, and"
                    + " prints them. It takes none away, so that it can be run again at any time; what a client has"
                    + " besides is printed too.",
            "",
            "On a new cluster that is open to everybody (MSK with allow.everyone.if.no.acl.found=true) it is to be run as"
                    + " the administrator, who gets all rights: from then on nobody else may use topics, groups, transactions and"
                    + " the cluster but as they are given.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 when all rights are given, 1 when Kafka refuses one or does not answer.",
            "Settings by environment: KAFKA_BOOTSTRAP_SERVERS, KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_MECHANISM,",
            "KAFKA_SASL_JAAS_CONFIG, KAFKA_SSL_TRUSTSTORE_LOCATION, KAFKA_SSL_TRUSTSTORE_TYPE."
        })
public final class GrantAccessCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--administrator",
            paramLabel = "USER",
            description = "Who gets all rights: the user that this command logs in as, or it locks itself out."
                    + " Not needed where the right to give rights comes from elsewhere, as at Confluent Cloud.")
    private @Nullable String administrator;

    @Option(
            names = "--clients",
            paramLabel = "LIST",
            split = ",",
            description = "Only these, separated by commas (default: those that always run).")
    private @Nullable List<String> names;

    @Option(
            names = "--principal",
            paramLabel = "CLIENT=USER",
            description = "Which Kafka user a client is, such as order-service=sa-1abc2d (default: one of its name)."
                    + " Repeatable.")
    private Map<String, String> users = Map.of();

    @Option(
            names = "--suffix",
            paramLabel = "SUFFIX",
            defaultValue = "",
            description =
                    "For a backfill with this OUTPUT_SUFFIX, such as -shadow; the clients are then those of it, such"
                            + " as pipeline-orders-shadow and publish-backfill, and --clients says which.")
    private String suffix;

    @Option(names = "--dry-run", description = "Print what would be given, and give nothing.")
    private boolean isOnlyToPrint;

    @Mixin
    private KafkaOptions options;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    GrantAccessCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        options.require(suffix.matches("(-[a-z0-9-]{1,32})?"), "--suffix must be such as -shadow, but is " + suffix);
        options.require(
                suffix.isEmpty() || names != null, "--suffix needs --clients, such as pipeline-orders" + suffix);
        List<KafkaClient> clients = clients();
        List<String> chosen = clients.stream().map(KafkaClient::name).toList();
        options.require(
                chosen.containsAll(users.keySet()),
                "--principal must be of " + String.join(",", chosen) + ", but is of " + users.keySet());
        try (Admin admin = Admin.create(options.kafka())) {
            var grant = new AccessGrant(admin);
            List<AclBinding> wanted = new ArrayList<>();
            if (administrator != null) {
                wanted.addAll(Rights.ofAdministrator(administrator));
            }
            clients.forEach(
                    client -> wanted.addAll(Rights.of(client, users.getOrDefault(client.name(), client.name()))));
            AccessGrant.Plan plan = grant.plan(wanted);
            if (!isOnlyToPrint) {
                grant.give(plan.missing());
            }
            print(plan);
            return 0;
        }
    }

    private void print(AccessGrant.Plan plan) {
        PrintWriter out = command.commandLine().getOut();
        plan.missing().forEach(acl -> out.println("+ " + Rights.inWords(acl)));
        plan.besides().stream()
                .map(Rights::inWords)
                .sorted()
                .forEach(acl -> out.println("  " + acl + " (besides; left as it is)"));
        out.println("grant-access: " + plan.missing().size() + (isOnlyToPrint ? " to give, " : " given, ")
                + plan.there().size() + " were there, " + plan.besides().size() + " besides");
    }

    private List<KafkaClient> clients() {
        List<KafkaClient> known = suffix.isEmpty()
                ? Stream.concat(KafkaClients.ofThePlatform().stream(), KafkaClients.onRequest().stream())
                        .toList()
                : KafkaClients.ofBackfill(suffix);
        List<String> chosen = names;
        if (chosen == null) {
            return KafkaClients.ofThePlatform();
        }
        List<String> knownNames = known.stream().map(KafkaClient::name).toList();
        options.require(knownNames.containsAll(chosen), "--clients must be some of " + String.join(",", knownNames));
        return known.stream().filter(client -> chosen.contains(client.name())).collect(Collectors.toList());
    }
}
