package dev.turnstile.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dataproc script with stand-ins for Flink's command line and YARN's, which note what they are asked. */
class SubmitTest {

    private static final String SCRIPT = "dataproc/submit";
    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String SAVEPOINT = "gs://bucket/savepoints/orders/savepoint-012345-abc";

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new TreeMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("job.jar"), "");
        Path jaas = Files.writeString(directory.resolve("jaas"), "ScramLoginModule required password=\"it's $5\";\n");
        Files.setPosixFilePermissions(jaas, PosixFilePermissions.fromString("rw-------"));
        program("yarn", """
                [[ -f $0.running ]] && printf 'application_1_0001\\tturnstile-orders\\tApache Flink\\n'
                exit 0
                """);
        program("flink", """
                echo "$@" >>"$0.asked"
                case $1 in
                    run) for argument in "$@"; do
                        [[ $argument != -Dyarn.ship-files=* ]] || cp -rp "${argument#*=}" "$0.shipped"
                    done ;;
                    list) echo '20.11.2026 10:00:00 : %s : orders (RUNNING)' ;;
                    stop) rm "${0%%flink}yarn.running"; echo 'Savepoint completed. Path: %s' ;;
                esac
                """.formatted(JOB, SAVEPOINT));
        settings.put("PATH", directory + ":" + System.getenv("PATH"));
        settings.put("STATE_URI", "gs://bucket");
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "b-1:9096,b-2:9096");
        settings.put("KAFKA_JAAS_FILE", jaas.toString());
    }

    @Test
    void a_pipeline_is_started_as_an_application_with_its_settings_in_a_file_that_is_nobody_elses() throws Exception {
        settings.put("REDIS_URL", "rediss://:s$cret@redis:6379/0");
        settings.put("DEDUP_HORIZON", "48h");

        Result result = submit("start", "orders", jar());

        assertThat(result.exit()).as(result.errors()).isZero();
        assertThat(asked()).hasSize(1);
        assertThat(asked().get(0))
                .matches("run -t yarn-application -d -Dyarn.application.name=turnstile-orders"
                        + " -Dyarn.ship-files=\\S+/job -Dexecution.checkpointing.savepoint-dir=gs://bucket/savepoints"
                        + " -c dev.turnstile.analytics.AnalyticsJob " + jar()
                        + " --pipeline=orders --settings-file=job/settings");
        assertThat(Files.readAllLines(shipped("settings")))
                .containsExactlyInAnyOrder(
                        "KAFKA_BOOTSTRAP_SERVERS=b-1:9096,b-2:9096",
                        "KAFKA_SECURITY_PROTOCOL=SASL_SSL",
                        "KAFKA_SASL_MECHANISM=SCRAM-SHA-512",
                        "KAFKA_SASL_JAAS_CONFIG=ScramLoginModule required password=\"it's $5\";",
                        "CHECKPOINT_DIR=gs://bucket/checkpoints",
                        "LAKE_URI=gs://bucket/lake",
                        "STATE_BACKEND=rocksdb",
                        "DEDUP_HORIZON=48h",
                        "REDIS_URL=rediss://:s$cret@redis:6379/0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shipped("settings"))))
                .isEqualTo("rw-------");
        assertThat(Path.of(asked().get(0).replaceAll(".*-Dyarn.ship-files=(\\S+) .*", "$1")))
                .as("on this machine nothing of it is left")
                .doesNotExist();
    }

    @Test
    void a_file_that_a_setting_names_goes_with_the_settings() throws Exception {
        settings.put("TRANSACTIONS_RULES", file("discounts: []"));
        settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", file("certificates"));

        assertThat(submit("start", "transactions", jar()).exit()).isZero();

        assertThat(shipped("TRANSACTIONS_RULES")).hasContent("discounts: []");
        assertThat(shipped("KAFKA_SSL_TRUSTSTORE_LOCATION")).hasContent("certificates");
        assertThat(Files.readAllLines(shipped("settings")))
                .contains(
                        "TRANSACTIONS_RULES=job/TRANSACTIONS_RULES",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION=job/KAFKA_SSL_TRUSTSTORE_LOCATION");
        settings.put("TRANSACTIONS_RULES", "nowhere.yaml");
        assertThat(submit("start", "transactions", jar()).errors()).isEqualTo("submit: there is no nowhere.yaml\n");
    }

    @Test
    void a_definitions_file_goes_with_the_settings_and_its_schema_with_it() throws Exception {
        Path definition = Files.writeString(directory.resolve("my.yaml"), """
                # Tides of two harbours.
                pipeline: tides-2    # a name
                source: {topics: [gauges], format: avro, schema: gauge.avsc}
                """);
        assertThat(submit("start", definition.toString(), jar()).errors())
                .contains("there is no schema gauge.avsc beside " + definition);
        Files.writeString(directory.resolve("gauge.avsc"), "{}");

        Result result = submit("start", definition.toString(), jar());

        assertThat(result.exit()).as(result.errors()).isZero();
        assertThat(asked().get(0))
                .contains("-Dyarn.application.name=turnstile-tides-2 ", " --definition=job/tides-2.yaml ");
        assertThat(shipped("tides-2.yaml")).hasSameTextualContentAs(definition);
        assertThat(shipped("gauge.avsc")).hasContent("{}");
    }

    @Test
    void what_is_neither_a_pipeline_nor_a_definition_is_told() throws Exception {
        assertThat(submit("start", "Orders!", jar()).errors()).contains("and not 'Orders!'");
        assertThat(submit("start", "nowhere.yaml", jar()).errors()).isEqualTo("submit: there is no nowhere.yaml\n");
        assertThat(submit("start", file("discounts: []"), jar()).exit()).isEqualTo(1);
    }

    /** What a backfill runs as is not what it runs beside. */
    @Test
    void a_job_with_a_suffix_is_an_application_of_its_own() throws Exception {
        isRunning();
        settings.put("OUTPUT_SUFFIX", "-shadow");

        assertThat(submit("start", "orders", jar()).exit()).isZero();

        assertThat(asked().get(0)).contains("-Dyarn.application.name=turnstile-orders-shadow ");
        assertThat(Files.readAllLines(shipped("settings"))).contains("OUTPUT_SUFFIX=-shadow");
    }

    /** As upper-case names in the job's sources; some of them are kinds of alerts, and two are older names. */
    @Test
    void every_setting_of_the_job_is_passed_on() throws Exception {
        Pattern name = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PARALLELISM)\"");
        Set<String> ofTheJob = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../../analytics-job/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                name.matcher(Files.readString(file)).results().forEach(match -> ofTheJob.add(match.group(1)));
            }
        }
        ofTheJob.removeAll(Set.of(
                "HIGH_PAYMENTS_FROM_THREE_PLACES",
                "LEDGER_MISMATCH",
                "CONFLICTING_DUPLICATES",
                "UNFOUNDED_CANCELLATIONS",
                "PRICE_DROP",
                "PRICE_SPIKE",
                "VIDEO_BLACK",
                "VIDEO_FROZEN",
                "VIDEO_SILENT",
                "KAFKA_BROKER",
                "GCS_BUCKET"));
        ofTheJob.forEach(setting -> settings.put(setting, "x"));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", "b-1:9096");
        settings.put("TRANSACTIONS_RULES", file("rules"));
        settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", file("certificates"));

        Result result = submit("start", "orders", jar());

        assertThat(result.exit()).as(result.errors()).isZero();
        assertThat(Files.readAllLines(shipped("settings")).stream().map(line -> line.split("=", 2)[0]))
                .containsExactlyInAnyOrderElementsOf(ofTheJob);
    }

    @Test
    void an_upgrade_stops_with_a_savepoint_and_starts_from_it() throws Exception {
        isRunning();

        Result result = submit("upgrade", "orders", jar());

        assertThat(result.exit()).as(result.errors()).isZero();
        assertThat(asked()).hasSize(3);
        assertThat(asked().get(1))
                .startsWith(
                        "stop -t yarn-application -Dyarn.application.id=application_1_0001 -p gs://bucket/savepoints/")
                .endsWith(JOB)
                .doesNotContain("drain");
        assertThat(asked().get(2)).startsWith("run ").contains(" -s " + SAVEPOINT + " ");
    }

    @Test
    void one_that_runs_is_not_started_again() throws Exception {
        isRunning();

        Result result = submit("start", "orders", jar());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors()).contains("runs already, as application_1_0001");
        assertThat(directory.resolve("flink.asked")).doesNotExist();
    }

    @Test
    void one_that_does_not_run_is_neither_stopped_nor_upgraded() throws Exception {
        assertThat(submit("stop", "orders").errors()).contains("orders does not run");
        assertThat(submit("upgrade", "orders", jar()).exit()).isEqualTo(1);
        assertThat(directory.resolve("flink.asked")).doesNotExist();
    }

    @Test
    void a_missing_setting_a_missing_jar_and_a_password_for_all_to_see_are_told_in_one_line() throws Exception {
        settings.remove("STATE_URI");
        assertThat(submit("start", "orders", jar()).errors()).startsWith("submit: setting STATE_URI is missing");
        settings.put("STATE_URI", "gs://bucket");
        assertThat(submit("start", "orders", "nowhere.jar").errors()).isEqualTo("submit: there is no nowhere.jar\n");
        Files.setPosixFilePermissions(directory.resolve("jaas"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(submit("start", "orders", jar()).errors()).contains("others can read");
        assertThat(submit("restart").exit()).isEqualTo(2);
    }

    @Test
    void shellcheck_finds_nothing() throws Exception {
        Assumptions.assumeTrue(Command.isInstalled("shellcheck"), "shellcheck is not installed");

        assertThat(Command.run(List.of("shellcheck", SCRIPT))).isEqualTo(new Command.Result(0, ""));
    }

    private record Result(int exit, String errors) {}

    private Result submit(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("bash", SCRIPT));
        line.addAll(List.of(arguments));
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(settings);
        int exit = builder.start().waitFor();
        return new Result(exit, Files.readString(errors, UTF_8));
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/usr/bin/env bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void isRunning() throws IOException {
        Files.writeString(directory.resolve("yarn.running"), "");
    }

    private String jar() {
        return directory.resolve("job.jar").toString();
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("file-of-" + settings.size()), content)
                .toString();
    }

    private Path shipped(String file) {
        return directory.resolve("flink.shipped").resolve(file);
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(directory.resolve("flink.asked"));
    }
}
