package dev.turnstile.kafka.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCommandTest {

    @TempDir
    private Path temporary;

    @Test
    void settings_survive_a_directory_with_spaces_and_letters_beyond_latin_1() throws Exception {
        var directory = temporary.resolve("Zoë's \u0434\u0430\u043d\u043d\u044b\u0435");

        prepare(directory);

        assertThat(writtenSettings(directory))
                .containsEntry("log.dirs", directory.resolve("topics").toString());
    }

    @Test
    void storage_is_formatted_once_and_kept_afterwards() throws Exception {
        prepare(temporary);
        var identity = temporary.resolve("topics/meta.properties");
        var first = Files.readString(identity);

        prepare(temporary);

        assertThat(Files.readString(identity)).isEqualTo(first).contains("cluster.id=dHVybnN0aWxlLWxvY2FsIQ");
    }

    @Test
    void every_listener_is_bound_to_the_loopback_address() {
        var settings = new BrokerConfiguration(temporary, 9092, 9093).settings();

        assertThat(settings)
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093")
                .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:9092")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:9093");
    }

    @Test
    void a_directory_with_a_comma_is_refused_because_kafka_would_split_it() {
        assertThatThrownBy(() -> new BrokerConfiguration(Path.of("one,two"), 9092, 9093))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one,two");
    }

    @Test
    void missing_jars_are_named_together_with_the_command_that_puts_them_there() {
        var nowhere = temporary.resolve("broker");

        assertThatThrownBy(() -> new BrokerJars(nowhere))
                .hasMessageContaining(nowhere.toString())
                .hasMessageContaining("./mvnw -pl kafka-process process-resources");
    }

    private static void prepare(Path directory) throws InterruptedException {
        new BrokerCommand(new BrokerConfiguration(directory, 9092, 9093), BrokerJars.ofTheBuild()).prepare();
    }

    private static Properties writtenSettings(Path directory) throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(directory.resolve("server.properties"))) {
            properties.load(in);
        }
        return properties;
    }
}
