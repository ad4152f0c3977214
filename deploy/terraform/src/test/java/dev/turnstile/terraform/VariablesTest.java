package dev.turnstile.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README has one choose, and what is refused. */
class VariablesTest {

    private static final String GCP = """
            project = "my-project-123"
            region  = "europe-west3"
            """;
    private static final String CONNECTION = """
            {
              outside_addresses = ["198.51.100.1", "198.51.100.2"]
              aws_addresses     = ["169.254.10.1", "169.254.11.1"]
              gcp_addresses     = ["169.254.10.2", "169.254.11.2"]
              aws_asn           = 64512
            }""";
    private static final String VPN =
            "aws_vpn = { cidr = \"10.20.0.0/16\", connections = [%1$s, %1$s] }\n".formatted(CONNECTION);

    @TempDir
    private Path directory;

    /** A variable on a command line is forgotten by the next plan, which destroys what hung on it. */
    @Test
    void the_readme_gives_no_variable_on_a_command_line() throws Exception {
        assertThat(readme()).contains(" apply\n").doesNotContainPattern("\\s-var[= ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void the_readme_lets_administrators_reach_the_cluster(String cloud) throws Exception {
        assertThat(values(cloud).lines().map(line -> line.split(" ", 2)[0]))
                .contains("region", "administrators_cidrs")
                .allMatch(Configuration.of(cloud).names("variable")::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp"})
    void the_readmes_values_are_taken(String cloud) throws Exception {
        assumeTerraform();

        assertThat(Plan.of(cloud, directory, values(cloud)))
                .satisfies(plan -> assertThat(plan.output()).doesNotContain("\"@level\":\"error\"", "undeclared"))
                .returns(0, Command.Result::exit);
    }

    /** Overlay eks' hosts are those that the certificate is for. */
    @Test
    void the_readmes_hosts_are_those_of_the_ingresses() throws Exception {
        String ingresses = Files.readString(Path.of("../kubernetes/overlays/eks/ingress.yaml"));

        assertThat(Pattern.compile("\"([a-z.]+\\.example\\.com)\"")
                        .matcher(values("aws"))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyElementsOf(Pattern.compile("host: (\\S+)")
                        .matcher(ingresses)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"https://turnstile.example.com\"]",
                "[\"turnstile\"]",
                "[\"Turnstile.example.com\"]",
                "[\"turnstile.example.com\", \"turnstile.example.com\"]"
            })
    void what_no_certificate_can_be_for_is_refused(String hosts) throws Exception {
        assumeTerraform();

        assertThat(Plan.of("aws", directory, "region = \"eu-central-1\"\nhost_names = " + hosts + "\n"))
                .satisfies(plan -> assertThat(plan.output()).contains("Invalid value for variable"))
                .returns(1, Command.Result::exit);
    }

    /** The keys are kept nowhere: without them each later plan would say that an index is invalid, and not of what. */
    @Test
    void a_vpn_without_its_keys_is_refused_with_how_to_give_them() throws Exception {
        assumeTerraform();

        assertThat(Plan.of("gcp", directory, GCP + VPN))
                .satisfies(plan -> assertThat(plan.output()).contains("TF_VAR_aws_vpn_keys='["))
                .returns(1, Command.Result::exit);
    }

    @Test
    void a_vpn_with_four_keys_is_taken() throws Exception {
        assumeTerraform();

        assertThat(Plan.of("gcp", directory, GCP + VPN + "aws_vpn_keys = [\"a\", \"b\", \"c\", \"d\"]\n")
                        .exit())
                .isZero();
    }

    private static String values(String cloud) throws Exception {
        return Pattern.compile("(?s)cat > deploy/terraform/" + cloud + "/terraform\\.tfvars <<'END'\n(.*?)END\n")
                .matcher(readme())
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    private static void assumeTerraform() {
        Assumptions.assumeTrue(
                Command.isInstalled("terraform"), "terraform is not installed: values of variables are not tried");
    }
}
