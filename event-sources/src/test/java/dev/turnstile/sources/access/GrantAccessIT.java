package dev.turnstile.sources.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.Topics;
import dev.turnstile.events.access.KafkaClient;
import dev.turnstile.events.access.KafkaClients;
import dev.turnstile.kafka.process.BrokerLogins;
import dev.turnstile.kafka.process.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a broker that is open until there are ACLs, as a provider's new cluster is; the second test finds those of the first. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrantAccessIT {

    @TempDir
    private static Path directory;

    private static final BrokerLogins LOGINS = new BrokerLogins(
            Map.of("administrator", "secret-1", "order-service", "secret-2", "stranger", "secret-3"), true);

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(directory, 0, LOGINS);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void who_is_given_rights_has_them_and_nobody_else_has_any() throws Exception {
        List<AclBinding> all = new ArrayList<>(Rights.ofAdministrator("administrator"));
        for (KafkaClient client : KafkaClients.ofThePlatform()) {
            all.addAll(Rights.of(client, client.name()));
        }
        try (Admin administrator = as("administrator");
                Admin orders = as("order-service");
                Admin stranger = as("stranger")) {
            administrator
                    .createTopics(
                            List.of(new NewTopic("orders", 1, (short) 1), new NewTopic("transactions", 1, (short) 1)))
                    .all()
                    .get();
            describe(stranger, "orders");
            var grant = new AccessGrant(administrator);

            assertThat(grant.plan(all).missing()).hasSameSizeAs(all);
            grant.give(all);

            assertThat(grant.plan(all)).isEqualTo(new AccessGrant.Plan(List.of(), all, List.of()));
            describe(orders, "orders");
            assertRefused(() -> describe(orders, "transactions"));
            assertRefused(() -> describe(stranger, "orders"));
            assertThatThrownBy(() -> new AccessGrant(stranger).give(Rights.ofAdministrator("stranger")))
                    .isInstanceOf(AccessGrant.CannotGrant.class)
                    .hasMessageStartingWith("Kafka does not give \"User:stranger: ")
                    .hasMessageEndingWith(": who logs in here may not, and needs Alter and Describe on the cluster");
            assertThatThrownBy(() -> new AccessGrant(stranger).plan(all))
                    .isInstanceOf(AccessGrant.CannotGrant.class)
                    .hasMessageStartingWith("Kafka does not say who may do what: ");
        }
    }

    @Test
    @Order(2)
    void what_a_user_has_besides_is_told_and_left() throws Exception {
        KafkaClient publisher = KafkaClients.ofBackfill("-shadow")
                .get(KafkaClients.ofBackfill("-shadow").size() - 1);
        try (Admin administrator = as("administrator")) {
            var grant = new AccessGrant(administrator);
            grant.give(Rights.of(publisher, "somebody"));

            AccessGrant.Plan plan =
                    grant.plan(Rights.of(KafkaClients.ofThePlatform().get(1), "somebody"));

            assertThat(plan.missing().stream().map(Rights::inWords))
                    .containsExactly("User:somebody: write topic orders", "User:somebody: describe topic orders");
            assertThat(plan.besides().stream().map(Rights::inWords))
                    .containsExactlyInAnyOrder(
                            "User:somebody: read topic " + Topics.RESULTS.name(),
                            "User:somebody: write topic " + Topics.RESULTS.name(),
                            "User:somebody: describe topic " + Topics.RESULTS.name(),
                            "User:somebody: read topic " + Topics.RESULTS.name() + "-shadow",
                            "User:somebody: describe topic " + Topics.RESULTS.name() + "-shadow");
        }
    }

    private static Admin as(String user) {
        Map<String, Object> settings = new HashMap<>(LOGINS.clientSettings(user));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return Admin.create(settings);
    }

    private static void describe(Admin admin, String topic) throws ExecutionException, InterruptedException {
        assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get()).containsKey(topic);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).hasCauseInstanceOf(TopicAuthorizationException.class);
    }
}
