package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfigurationTest {

    private static final Map<String, String> KEYS =
            Map.of("S3_ENDPOINT", "http://127.0.0.1:9000", "S3_ACCESS_KEY", "turnstile", "S3_SECRET_KEY", "sesame");

    @TempDir
    private Path directory;

    @Test
    void as_many_checkpoints_are_retained_as_there_may_be_need_for() {
        assertThat(configuration(Map.of()).settings()).containsEntry("execution.checkpointing.num-retained", "3");
    }

    @Test
    void a_lake_in_an_object_storage_is_told_by_flinks_own_names() {
        var environment = new HashMap<>(KEYS);
        environment.put("LAKE_URI", "s3://lake/");

        assertThat(ObjectStorage.isUsed(environment)).isTrue();
        assertThat(configuration(environment).settings())
                .containsEntry("s3.endpoint", "http://127.0.0.1:9000")
                .containsEntry("s3.path.style.access", "true")
                .containsEntry("s3.access-key", "turnstile")
                .containsEntry("s3.secret-key", "sesame");
    }

    @Test
    void a_lake_on_disk_needs_none_of_it() {
        assertThat(ObjectStorage.isUsed(Map.of("LAKE_URI", "file:///lake"))).isFalse();
        assertThat(configuration(KEYS).settings().keySet()).noneMatch(name -> name.startsWith("s3."));
    }

    @Test
    void only_its_owner_can_read_what_may_have_a_key_in_it() throws Exception {
        configuration(Map.of()).write(directory);
        configuration(Map.of()).write(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("config.yaml"))))
                .isEqualTo("rw-------");
    }

    private FlinkConfiguration configuration(Map<String, String> environment) {
        return new FlinkConfiguration(8081, 6123, 4, StateBackend.HASHMAP, ObjectStorage.from(environment), directory);
    }
}
