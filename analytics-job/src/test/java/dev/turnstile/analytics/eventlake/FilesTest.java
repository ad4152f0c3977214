package dev.turnstile.analytics.eventlake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.listening.ListenEvent;
import dev.turnstile.events.listening.ListeningEvent;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, read back by a reader that shares nothing with the writer. */
class FilesTest {

    @TempDir
    Path directory;

    private Path written(LakeFormat format, String topic, List<byte[]> records) throws Exception {
        Path file = directory.resolve("file" + format.suffix());
        try (OutputStream out = Files.newOutputStream(file)) {
            write(format, LakeTopic.named(topic), records, out);
        }
        return file;
    }

    private static <E extends ListeningEvent> void write(
            LakeFormat format, LakeTopic<E> topic, List<byte[]> records, OutputStream out) throws Exception {
        RowWriter<E> writer = format.writer(topic, out);
        for (byte[] each : records) {
            writer.write(topic.reread(each));
        }
        writer.finish();
    }

    private static final Map<String, List<String>> EVENTS = Map.of(
            "listen_events", List.of("""
                    {"listen_id":"l-1","user_id":"u-7","song_id":"song-42","artist":"Röyksopp",\
                    "song":"What Else Is There?","duration":316.891,"ts":1763981409123}""", """
                    {"listen_id":"l-2","user_id":"u-7","session":{"id":12,\n"ids":[1.10,1e2,null]},"ts":1763981409124,\
                    "note":"a \\"quoted\\" \\u00e9"}""", """
                    {"user_id":"u-8","ts":1763981409125}"""), "page_view_events", List.of("""
                    {"page_view_id":"p-1","user_id":"u-7","page":"home","section":"charts","referrer":"",\
                    "browser":"Firefox","os":"Linux","device":"desktop","ts":1763981409123}"""), "auth_events", List.of("""
                    {"auth_id":"a-1","user_id":"u-7","level":"paid","method":"password","status":"success",\
                    "ts":1763981409123,"ip":"192.0.2.7"}"""));

    private static List<byte[]> events(String topic) {
        return EVENTS.get(topic).stream().map(json -> json.getBytes(UTF_8)).toList();
    }

    @Test
    void columns_have_the_types_that_they_mean() throws Exception {
        Path file = written(LakeFormat.PARQUET, "listen_events", events("listen_events"));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("select column_name, column_type from (describe from '" + file + "')"))
                    .containsExactly(
                            "listen_id|VARCHAR",
                            "user_id|VARCHAR",
                            "song_id|VARCHAR",
                            "artist|VARCHAR",
                            "song|VARCHAR",
                            "duration|DOUBLE",
                            "ts|TIMESTAMP WITH TIME ZONE",
                            "extra|VARCHAR");
        }
    }

    @Test
    void every_event_is_read_back_as_it_was() throws Exception {
        for (LakeTopic<?> topic : LakeTopic.ALL) {
            List<byte[]> records = events(topic.name());
            Path file = written(LakeFormat.PARQUET, topic.name(), records);
            try (DuckDb duck = new DuckDb()) {
                duck.value("set timezone = 'UTC'; select 1");
                List<String> expected = records.stream()
                        .map(topic::reread)
                        .map(event -> event.id() + "|" + event.userId() + "|"
                                + event.ts().toEpochMilli() + "|" + event.extra())
                        .toList();
                String id = topic.columns().get(0).name();
                assertThat(duck.rows("select " + id + ", user_id, epoch_ms(ts), extra from '" + file + "'"))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void a_song_is_read_back_with_every_field() throws Exception {
        Path file = written(LakeFormat.PARQUET, "listen_events", events("listen_events"));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.value("select song_id, artist, song, duration from '" + file + "' where listen_id = 'l-1'"))
                    .isEqualTo("song-42|Röyksopp|What Else Is There?|316.891");
        }
    }

    @Test
    void many_rows_make_many_pages_and_their_statistics_are_true() throws Exception {
        int rows = 100_000;
        Instant start = Instant.parse("2025-11-24T10:00:00Z");
        Path file = directory.resolve("many.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            RowWriter<ListenEvent> writer = LakeFormat.PARQUET.writer(typed(), out);
            for (int i = 0; i < rows; i++) {
                // Titles that are all different leave the dictionary, artists that are not stay in it.
                String song = "A title with number " + i;
                writer.write(new ListenEvent(
                        "listen-" + i,
                        "u" + i % 1_000,
                        null,
                        i % 3 == 0 ? null : "artist " + i % 50,
                        song,
                        i / 10.0,
                        start.plusMillis(i),
                        null));
            }
            writer.finish();
        }
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.value("select count(*), count(distinct song), count(artist), count(song_id),"
                            + " round(sum(duration))::bigint, max(epoch_ms(ts)) from '" + file + "'"))
                    .isEqualTo(rows + "|" + rows + "|66666|0|499995000|"
                            + start.plusMillis(rows - 1).toEpochMilli());
            assertThat(duck.value("select count(*) from '" + file + "' where ts >= '2025-11-24 10:01:39.990+00'"))
                    .isEqualTo("10");
            assertThat(duck.rows("select path_in_schema, stats_null_count, num_values, compression"
                            + " from parquet_metadata('" + file + "') where path_in_schema in ('artist', 'ts')"))
                    .containsExactly("artist|33334|100000|GZIP", "ts|0|100000|GZIP");
        }
    }

    @SuppressWarnings("unchecked") // It is the topic of this very type.
    private static LakeTopic<ListenEvent> typed() {
        return (LakeTopic<ListenEvent>) LakeTopic.named("listen_events");
    }

    @Test
    void a_line_of_json_is_the_event_itself() throws Exception {
        List<byte[]> records = events("listen_events");
        Path file = written(LakeFormat.JSON, "listen_events", records);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(records);
        LakeTopic<?> topic = LakeTopic.named("listen_events");
        for (int i = 0; i < lines.size(); i++) {
            // A line break between the tokens of what was kept is a blank now; it means the same.
            String expected = topic.reread(records.get(i)).toString().replace('\n', ' ');
            assertThat(topic.reread(lines.get(i).getBytes(UTF_8))).hasToString(expected);
        }
    }
}
