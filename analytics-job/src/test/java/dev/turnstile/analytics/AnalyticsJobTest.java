package dev.turnstile.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.analytics.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsJobTest {

    @Test
    void pipelines_are_named_by_arguments() {
        assertThat(AnalyticsJob.pipelinesIn(new String[] {"--pipeline=orders", "--pipeline=bookings"}))
                .extracting(PipelineCatalog.Entry::name)
                .containsExactly("orders", "bookings");
    }

    @Test
    void a_setting_of_this_job_alone_goes_before_that_of_the_environment() {
        String[] arguments = {"--pipeline=orders", "--set=PARALLELISM=4", "--set=POSTGRES_URL=jdbc:x?user=a"};
        Environment settings = AnalyticsJob.settingsIn(arguments, Map.of("PARALLELISM", "2", "DEDUP_HORIZON", "1h"));

        assertThat(settings.text("PARALLELISM")).contains("4");
        assertThat(settings.text("DEDUP_HORIZON")).contains("1h");
        assertThat(settings.text("POSTGRES_URL")).contains("jdbc:x?user=a");
        assertThat(AnalyticsJob.pipelinesIn(arguments)).hasSize(1);
        assertThatThrownBy(() -> AnalyticsJob.settingsIn(new String[] {"--set=4"}, Map.of()))
                .hasMessageContaining("expected --set=NAME=VALUE");
    }

    @Test
    void settings_of_a_file_go_before_the_environments_and_are_taken_as_they_are(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("job.settings"), """
                # Whoever can read this can log in.
                KAFKA_SASL_JAAS_CONFIG=ScramLoginModule required username="a" password="$it's=%d";

                PARALLELISM=3
                DEDUP_HORIZON=2h
                """);
        String[] arguments = {"--pipeline=orders", "--set=PARALLELISM=4", "--settings-file=" + file};

        Environment settings = AnalyticsJob.settingsIn(arguments, Map.of("PARALLELISM", "2", "DEDUP_HORIZON", "1h"));

        assertThat(settings.text("KAFKA_SASL_JAAS_CONFIG"))
                .contains("ScramLoginModule required username=\"a\" password=\"$it's=%d\";");
        assertThat(settings.text("DEDUP_HORIZON")).contains("2h");
        assertThat(settings.text("PARALLELISM")).contains("4");
        assertThat(AnalyticsJob.pipelinesIn(arguments)).hasSize(1);
    }

    @Test
    void a_wrong_settings_file_is_told_by_its_line_and_not_by_what_is_in_it(@TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("job.settings"), "PARALLELISM=3\nmy password\n");
        assertThatThrownBy(() -> SettingsFile.read(file))
                .hasMessage("line 2 of " + file + " is no setting; expected NAME=VALUE, for example PARALLELISM=4");
        Files.writeString(file, "PARALLELISM=3\nPARALLELISM=4\n");
        assertThatThrownBy(() -> SettingsFile.read(file)).hasMessage("setting PARALLELISM is twice in " + file);
        assertThatThrownBy(() -> SettingsFile.read(directory.resolve("nowhere")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("cannot be read: ");
    }

    @Test
    void a_wrong_argument_gets_one_line_that_lists_the_pipelines() {
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[0]))
                .hasMessageStartingWith("which pipeline? Expected --pipeline=NAME with one of bookings, orders, ");
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[] {"--pipeline=order"}))
                .hasMessageStartingWith("there is no pipeline order; there are bookings, orders, ");
        assertThatThrownBy(() -> AnalyticsJob.pipelinesIn(new String[] {"orders"}))
                .hasMessageContaining("unknown argument orders");
    }
}
