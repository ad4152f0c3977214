package dev.turnstile.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a resource has such an argument is not looked at: the providers' schemas are no part of the build. */
class ConfigurationTest {

    private static final Pattern NAMED_OUTPUT = Pattern.compile("terraform output (\\w+)");
    private static final Pattern LITERAL_SECRET =
            Pattern.compile("(?m)^\\s*(\\w*(?:password|shared_secret|private_key|token))\\s*=\\s*\"");

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void every_variable_is_described_typed_validated_and_used(String cloud) {
        Configuration configuration = Configuration.of(cloud);

        assertThat(configuration.names("variable"))
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(configuration.block("variable", name))
                        .as(name)
                        .containsKeys("description", "type", "validation"));
        assertThat(configuration.names("variable").stream().map(name -> "var." + name))
                .allMatch(usedIn(configuration)::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void every_reference_resolves(String cloud) {
        Configuration configuration = Configuration.of(cloud);

        assertThat(configuration.references()).hasSizeGreaterThan(30);
        assertThat(configuration.unresolved()).isEmpty();
    }

    @Test
    void a_reference_that_does_not_resolve_is_found() {
        Configuration configuration = Configuration.parsed("""
                variable "name" {
                  type = string
                }
                resource "aws_vpc" "this" {
                  cidr_block = "${var.name}-${var.cidr}"
                  tags       = [aws_subnet.private.id, local.zone, data.aws_region.here.name]
                }
                """);

        assertThat(configuration.unresolved())
                .containsExactly("aws_subnet.private", "data.aws_region.here", "local.zone", "var.cidr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void every_output_is_described(String cloud) {
        Configuration configuration = Configuration.of(cloud);

        assertThat(configuration.names("output"))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(configuration.block("output", name)).as(name).containsKeys("description", "value"));
    }

    @ParameterizedTest
    @CsvSource({"aws,eks", "gcp,gke"})
    void what_an_overlay_takes_from_an_output_is_one(String cloud, String overlay) throws IOException {
        Set<String> taken = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("../kubernetes/overlays", overlay))) {
            for (Path file : files.toList()) {
                NAMED_OUTPUT.matcher(Files.readString(file)).results().forEach(match -> taken.add(match.group(1)));
            }
        }
        Configuration configuration = Configuration.of(cloud);
        Set<String> meant = configuration.names("output").stream()
                .filter(name -> configuration
                        .block("output", name)
                        .get("description")
                        .toString()
                        .matches("(?s).*Overlays? [a-z ]*" + overlay + "\\b.*"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(meant).containsAll(taken);
        assertThat(taken).hasSizeGreaterThanOrEqualTo(4);
    }

    /** With the default of vpc_cidr; the network policies rest on it that no two ranges have an address in common. */
    @Test
    void the_ranges_are_apart_and_those_that_overlay_eks_has_as_examples() throws IOException {
        Map<String, String> ranges = new TreeMap<>();
        Pattern.compile("(\\w+) += cidrsubnet\\(var\\.vpc_cidr, (\\d+), (\\d+)\\)")
                .matcher(Configuration.of("aws").text())
                .results()
                .forEach(match -> ranges.put(
                        match.group(1),
                        subnet(
                                Configuration.of("aws")
                                        .block("variable", "vpc_cidr")
                                        .get("default")
                                        .toString(),
                                Integer.parseInt(match.group(2)),
                                Integer.parseInt(match.group(3)))));
        String overlay = Files.readString(Path.of("../kubernetes/overlays/eks/network-policies.yaml"))
                + Files.readString(Path.of("../kubernetes/overlays/eks/kustomization.yaml"));
        Map<String, String> examples = new TreeMap<>();
        Pattern.compile("(?s)terraform output (\\w+)_cidr\\b.*?(?:cidr|value): ([0-9./]+)")
                .matcher(overlay)
                .results()
                .forEach(match -> examples.put(match.group(1), match.group(2)));

        assertThat(ranges)
                .containsExactly(
                        Map.entry("internal_load_balancers", "10.20.64.0/22"),
                        Map.entry("internet_load_balancers", "10.20.240.0/22"),
                        Map.entry("kafka", "10.20.72.0/22"),
                        Map.entry("pods", "10.20.0.0/18"),
                        Map.entry("stores", "10.20.76.0/22"));
        assertThat(examples).hasSize(4);
        assertThat(ranges).containsAllEntriesOf(examples);
    }

    /** As Terraform's cidrsubnet. */
    private static String subnet(String range, int moreBits, int number) {
        String[] parts = range.split("[./]", -1);
        int bits = Integer.parseInt(parts[4]) + moreBits;
        long address = 0;
        for (int i = 0; i < 4; i++) {
            address = (address << 8) | Integer.parseInt(parts[i]);
        }
        address += (long) number << (32 - bits);
        return "%d.%d.%d.%d/%d"
                .formatted(address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255, bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void no_secret_is_written_down(String cloud) {
        assertThat(LITERAL_SECRET
                        .matcher(Configuration.of(cloud).text())
                        .results()
                        .map(match -> match.group(1)))
                .isEmpty();
    }

    /** Passwords and keys are made or handed over while Terraform runs: write-only, of ephemeral origin. */
    @Test
    void no_secret_gets_into_the_state() {
        assertThat(Configuration.of("aws").text())
                .contains("secret_string_wo ", "preshared_key_storage = \"SecretsManager\"")
                .doesNotContain("secret_string ", "resource \"random_password\"");
        assertThat(Configuration.of("gcp").text())
                .contains("shared_secret_wo ")
                .doesNotContainPattern("shared_secret\\s*=");
        assertThat(Configuration.of("gcp").block("variable", "aws_vpn_keys"))
                .containsEntry("ephemeral", true)
                .containsEntry("sensitive", true);
    }

    /** A name that waits to be deleted cannot be used again. */
    @Test
    void a_kafka_user_can_come_back() {
        assertThat(Configuration.of("aws").text())
                .containsPattern("(?s)resource \"aws_secretsmanager_secret\" \"kafka\" \\{[^}]*"
                        + "name += \"AmazonMSK_\\$\\{var.name}_\\$\\{each.value}\"[^}]*recovery_window_in_days = 0\n");
    }

    /** Its machines have no public addresses: the only way in is Identity-Aware Proxy's, and to ssh alone. */
    @Test
    void administrators_can_log_in_to_dataproc() throws IOException {
        String gcp = Configuration.of("gcp").text();

        assertThat(gcp.replaceAll("(?s).*(resource \"google_compute_firewall\" \"dataproc_login\" \\{.*?\n}).*", "$1"))
                .contains(
                        "source_ranges = [\"35.235.240.0/20\"]",
                        "target_tags   = [\"${var.name}-dataproc\"]",
                        "ports    = [\"22\"]");
        assertThat(gcp).contains("internal_ip_only = true");
        assertThat(Files.readString(Path.of("README.md"))).contains("gcloud compute ssh", "--tunnel-through-iap");
    }

    /** By itself GKE opens only the ports that are served. */
    @Test
    void overlay_gkes_health_checks_are_let_in() throws IOException {
        String backends = Files.readString(Path.of("../kubernetes/overlays/gke/backends.yaml"));
        String opened =
                Configuration.of("gcp").text().replaceAll("(?s).*\"health_checks\" \\{.*?ports += \\[(.*?)].*", "$1");

        assertThat(opened.replaceAll("[\" ]", "").split(","))
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("(?m)^ +port: (\\d+)$")
                        .matcher(backends)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    /** Kafka is reached by TLS with a password, and from no public address. */
    @Test
    void kafka_has_no_plaintext_and_no_public_listener() {
        assertThat(Configuration.of("aws").text())
                .contains("client_broker = \"TLS\"", "unauthenticated = false", "scram = true")
                .doesNotContain("public_access {", "TLS_PLAINTEXT");
    }

    /**
     * MSK takes some of Kafka's settings only, and refuses a configuration with another. Those here are of its list:
     * https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-properties.html
     */
    @Test
    void msk_is_given_properties_that_it_takes() {
        String properties = Configuration.of("aws")
                .text()
                .replaceAll("(?s).*server_properties = <<-PROPERTIES\\n(.*?)\\n *PROPERTIES.*", "$1");

        assertThat(properties.lines().map(line -> line.strip().split("=", 2)[0]))
                .containsExactlyInAnyOrder(
                        "allow.everyone.if.no.acl.found",
                        "auto.create.topics.enable",
                        "default.replication.factor",
                        "min.insync.replicas",
                        "offsets.topic.replication.factor",
                        "transaction.max.timeout.ms",
                        "transaction.state.log.min.isr",
                        "transaction.state.log.replication.factor",
                        "unclean.leader.election.enable");
    }

    /** But those of components that are added for a while: whoever adds one adds its user. */
    @Test
    void kafkas_users_are_those_of_the_manifests() throws IOException {
        Set<String> inManifests = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../kubernetes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !path.toString().matches(".*/components/(backfill|resend-rejected)/.*"))
                    .toList()) {
                Pattern.compile("name: kafka-([a-z-]+),? *(?:\\n *)?key: sasl\\.jaas\\.config")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(match -> inManifests.add(match.group(1).replaceAll(",$", "")));
            }
        }

        assertThat(inManifests).hasSizeGreaterThan(5);
        assertThat((Iterable<?>)
                        Configuration.of("aws").block("variable", "kafka_users").get("default"))
                .map(Object::toString)
                .containsExactlyInAnyOrderElementsOf(inManifests);
    }

    /** It is also what looks at the syntax: the parser that is used above takes more than Terraform does. */
    @Test
    void it_is_formatted_as_terraform_does() throws Exception {
        assumeTerraform();

        assertThat(Command.run(List.of("terraform", "fmt", "-check", "-recursive", "-list=true", ".")))
                .isEqualTo(new Command.Result(0, ""));
    }

    @Test
    void what_is_no_terraform_is_found(@TempDir Path directory) throws Exception {
        assumeTerraform();
        Files.writeString(directory.resolve("broken.tf"), "locals {\n  cidrs = [\n}\n");

        assertThat(Command.run(List.of("terraform", "fmt", "-check", directory.toString()))
                        .exit())
                .isNotZero();
    }

    private static void assumeTerraform() {
        Assumptions.assumeTrue(
                Command.isInstalled("terraform"), "terraform is not installed: syntax and format are not checked");
    }

    private static Set<String> usedIn(Configuration configuration) {
        // Its own validation is no use.
        String withoutValidations = configuration.text().replaceAll("(?s)validation \\{.*?\\n  }", "");
        return new Configuration(configuration.blocks(), withoutValidations).references();
    }
}
