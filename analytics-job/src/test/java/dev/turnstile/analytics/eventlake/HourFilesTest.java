package dev.turnstile.analytics.eventlake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnstile.events.results.LakeHour;
import dev.turnstile.events.results.LakeHour.OffsetRange;
import dev.turnstile.events.results.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourFilesTest {

    private static final Instant HOUR = Instant.parse("2025-11-24T10:00:00Z");
    private static final Folder FOLDER = Folder.of("listen_events", HOUR.toEpochMilli());

    private static LakeFile file(String name, int minute, long rows, OffsetRange... offsets) {
        long[] byMinute = new long[60];
        byMinute[minute] = rows;
        long time = HOUR.plus(Duration.ofMinutes(minute)).toEpochMilli();
        return new LakeFile(name, rows, 1, rows * 100, time, time + 1, byMinute, List.of(offsets), time + 2);
    }

    @Test
    void a_folder_is_named_by_the_hour_in_which_the_event_happened() {
        assertThat(FOLDER.path()).isEqualTo("listen_events/year=2025/month=11/day=24/hour=10");
        assertThat(Folder.of("auth_events", HOUR.minusMillis(1).toEpochMilli()).path())
                .isEqualTo("auth_events/year=2025/month=11/day=24/hour=09");
    }

    @Test
    void an_hour_closes_when_the_watermark_is_past_its_end_and_the_lateness() {
        Duration lateness = Duration.ofMinutes(10);
        long closing = HOUR.plus(Duration.ofMinutes(70)).toEpochMilli() - 1;
        assertThat(FOLDER.isClosed(closing - 1, lateness)).isFalse();
        assertThat(FOLDER.isClosed(closing, lateness)).isTrue();
    }

    @Test
    void what_is_told_is_the_sum_of_the_files() {
        var hour = new HourFiles(FOLDER, HourFiles.OPEN, List.of());
        hour.add(file("a", 5, 10, new OffsetRange(0, 3, 12)));
        hour.add(file("b", 2, 4, new OffsetRange(0, 1, 4), new OffsetRange(2, 7, 7)));
        assertThat(hour.add(file("a", 5, 10, new OffsetRange(0, 3, 12)))).isFalse();
        LakeHour told = hour.told(HOUR);
        assertThat(told.rows()).isEqualTo(14);
        assertThat(told.lateRows()).isEqualTo(2);
        assertThat(told.files()).isEqualTo(2);
        assertThat(told.bytes()).isEqualTo(1_400);
        assertThat(told.firstEventAt()).isEqualTo(HOUR.plus(Duration.ofMinutes(2)));
        assertThat(told.lastEventAt())
                .isEqualTo(HOUR.plus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(told.rowsByMinute()[5]).isEqualTo(10);
        assertThat(told.offsets()).containsExactly(new OffsetRange(0, 1, 12), new OffsetRange(2, 7, 7));
    }

    @Test
    void what_waits_is_told_as_long_as_the_hour_is_open() {
        var hour = new HourFiles(FOLDER, HourFiles.OPEN, List.of(file("a", 5, 10)));
        long[] waiting = new long[60];
        waiting[6] = 3;
        hour.waits(0, new long[60]);
        hour.waits(1, waiting);
        hour.waits(1, waiting);
        assertThat(hour.told(HOUR).waitingRows()).isEqualTo(3);
        assertThat(hour.told(HOUR).rowsByMinute()[6]).isEqualTo(3);
        assertThat(hour.told(HOUR).settlement().status()).isEqualTo(Status.PROVISIONAL);
        hour.revise();
        assertThat(hour.told(HOUR).waitingRows()).isZero();
        assertThat(hour.told(HOUR).settlement().status()).isEqualTo(Status.FINAL);
        hour.revise();
        assertThat(hour.told(HOUR).settlement().status()).isEqualTo(Status.CORRECTED);
        assertThat(hour.told(HOUR).settlement().revision()).isEqualTo(1);
    }

    @Test
    void a_manifest_is_read_as_it_was_written() throws Exception {
        var hour = new HourFiles(FOLDER, 2, List.of(file("a", 5, 10, new OffsetRange(0, 3, 12)), file("b", 2, 4)));
        byte[] manifest = Manifest.write(hour);
        assertThat(Manifest.write(Manifest.read(FOLDER, manifest))).isEqualTo(manifest);
        assertThat(new String(manifest, UTF_8))
                .startsWith(
                        "{\"topic\":\"listen_events\",\"hour\":\"2025-11-24T10:00:00Z\",\"revision\":2,\"rows\":14,");
    }

    @Test
    void the_empty_success_file_of_another_tool_is_not_taken_for_ours() {
        assertThatThrownBy(() -> Manifest.read(FOLDER, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("year=2025/month=11/day=24/hour=10");
    }
}
