package dev.turnstile.analytics.eventlake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.results.LakeHour;
import dev.turnstile.events.results.LakeHour.OffsetRange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a folder's {@code _SUCCESS} says, as JSON. It names every file with all that is told of it, so that the job can
 * go on from it when it no longer has the hour in its state, and so that writing it again changes nothing.
 */
final class Manifest {

    private static final JsonFactory JSON = new JsonFactory();

    private Manifest() {}

    static byte[] write(HourFiles hour) {
        // Not by the clock: the same files and revision give the same bytes.
        LakeHour sums = hour.told(Instant.EPOCH);
        return JsonWriter.write(json -> json.text("topic", sums.topic())
                .time("hour", sums.settlement().windowStart())
                .number("revision", hour.revision())
                .number("rows", sums.rows())
                .number("late_rows", sums.lateRows())
                .number("bytes", sums.bytes())
                .time("first_event_at", sums.firstEventAt())
                .time("last_event_at", sums.lastEventAt())
                .time("committed_at", sums.committedAt())
                .objects("offsets", sums.offsets(), Manifest::write)
                .objects("files", hour.files(), Manifest::write));
    }

    private static void write(JsonWriter json, OffsetRange range) throws IOException {
        json.number("partition", range.partition())
                .number("first", range.first())
                .number("last", range.last());
    }

    private static void write(JsonWriter json, LakeFile file) throws IOException {
        json.text("name", file.name())
                .number("rows", file.rows())
                .number("late_rows", file.lateRows())
                .number("bytes", file.bytes())
                .time("first_event_at", Instant.ofEpochMilli(file.first()))
                .time("last_event_at", Instant.ofEpochMilli(file.last()))
                .time("committed_at", Instant.ofEpochMilli(file.committedAt()))
                .numbers("rows_by_minute", file.rowsByMinute())
                .objects("offsets", file.offsets(), Manifest::write);
    }

    /**
     * Reads one of ours.
     *
     * @throws IOException if it is none
     */
    static HourFiles read(Folder folder, byte[] manifest) throws IOException {
        int revision = HourFiles.OPEN;
        List<LakeFile> files = new ArrayList<>();
        try (JsonParser in = JSON.createParser(manifest)) {
            in.nextToken();
            String field;
            while ((field = in.nextFieldName()) != null) {
                in.nextToken();
                switch (field) {
                    case "revision" -> revision = in.getIntValue();
                    case "files" -> {
                        while (in.nextToken() == JsonToken.START_OBJECT) {
                            files.add(file(in));
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }
        if (revision < 0) {
            throw new IOException("the manifest of " + folder.path() + " has no revision: it is not one of ours");
        }
        return new HourFiles(folder, revision, files);
    }

    private static LakeFile file(JsonParser in) throws IOException {
        String name = "";
        long rows = 0;
        long lateRows = 0;
        long bytes = 0;
        long first = 0;
        long last = 0;
        long committedAt = 0;
        long[] byMinute = new long[Folder.MINUTES];
        List<OffsetRange> offsets = new ArrayList<>();
        String field;
        while ((field = in.nextFieldName()) != null) {
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "rows" -> rows = in.getLongValue();
                case "late_rows" -> lateRows = in.getLongValue();
                case "bytes" -> bytes = in.getLongValue();
                case "first_event_at" -> first = millis(in);
                case "last_event_at" -> last = millis(in);
                case "committed_at" -> committedAt = millis(in);
                case "rows_by_minute" -> {
                    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
                        byMinute[i] = in.getLongValue();
                    }
                }
                case "offsets" -> {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        offsets.add(range(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        return new LakeFile(name, rows, lateRows, bytes, first, last, byMinute, offsets, committedAt);
    }

    private static OffsetRange range(JsonParser in) throws IOException {
        int partition = 0;
        long first = 0;
        long last = 0;
        String field;
        while ((field = in.nextFieldName()) != null) {
            in.nextToken();
            switch (field) {
                case "partition" -> partition = in.getIntValue();
                case "first" -> first = in.getLongValue();
                case "last" -> last = in.getLongValue();
                default -> in.skipChildren();
            }
        }
        return new OffsetRange(partition, first, last);
    }

    private static long millis(JsonParser in) throws IOException {
        return Instant.parse(in.getText()).toEpochMilli();
    }
}
