package dev.turnstile.definitions.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.definitions.Definition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"bookings", "orders"})
    void what_comes_with_the_platform_is_read(String pipeline) throws Exception {
        Path file = Path.of("../pipelines", pipeline + ".yaml");

        Definition definition = DefinitionFile.read(file.toString(), Files.readString(file));
        System.out.println(definition);
        assertThat(definition.pipeline()).isEqualTo(pipeline);
    }
}
