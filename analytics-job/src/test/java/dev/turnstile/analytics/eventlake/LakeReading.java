package dev.turnstile.analytics.eventlake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * What DuckDB finds in a lake. It reads files only, so the objects of another store are copied first, under their names.
 */
final class LakeReading {

    private final org.apache.flink.core.fs.Path lake;
    private final Path copies;
    private int copied;

    LakeReading(String uri, Path copies) {
        this.lake = new org.apache.flink.core.fs.Path(uri);
        this.copies = copies;
    }

    /** How many files with rows are visible. */
    int files() throws IOException {
        return count(lake.getFileSystem(), lake);
    }

    private static int count(FileSystem files, org.apache.flink.core.fs.Path directory) throws IOException {
        int count = 0;
        if (files.exists(directory)) {
            for (FileStatus file : files.listStatus(directory)) {
                if (file.isDir()) {
                    count += count(files, file.getPath());
                } else if (file.getPath().getName().endsWith(".parquet")) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Folder → rows, by what is said. */
    Map<String, Long> rowsByManifests() throws IOException {
        Path local = local();
        if (DuckDb.once("select count(*) from glob('" + local + "/*/*/*/*/*/_SUCCESS')")
                .equals(List.of("0"))) {
            return Map.of();
        }
        return byFolder(
                local,
                DuckDb.once(
                        "select filename, rows from read_json('" + local + "/*/*/*/*/*/_SUCCESS', filename = true)"));
    }

    /** Folder → rows, by what is there. */
    Map<String, Long> rowsByFiles() throws IOException {
        Path local = local();
        return byFolder(local, DuckDb.once("select filename, count(*) from " + rows(local) + " group by all"));
    }

    /** How many of the events there are. */
    long distinctNumbers() throws IOException {
        return Long.parseLong(DuckDb.once("select count(distinct extra->>'number') from " + rows(local()))
                .get(0));
    }

    long rowsInAnotherHourThanTheirs() throws IOException {
        return Long.parseLong(DuckDb.once("select count(*) from " + rows(local())
                        + " where strftime(ts at time zone 'UTC', '%Y-%m-%d %H')"
                        + " <> year || '-' || month || '-' || day || ' ' || hour")
                .get(0));
    }

    /** Of every file: its name, rows, first and last event time, first and last offset. */
    List<String> filesAsManifestsSay() throws IOException {
        Path local = local();
        return DuckDb.once("select replace(regexp_replace(filename, '_SUCCESS$', '') || f.name, '" + local
                + "', ''), f.rows, epoch_ms(f.first_event_at::timestamptz), epoch_ms(f.last_event_at::timestamptz),"
                + " f.offsets[1].first, f.offsets[1].last from (select filename, unnest(files) as f from read_json('"
                + local + "/*/*/*/*/*/_SUCCESS', filename = true)) order by 1");
    }

    /** The same, by its rows. */
    List<String> filesAsTheyAre() throws IOException {
        Path local = local();
        return DuckDb.once(
                "select replace(filename, '" + local + "', ''), count(*), epoch_ms(min(ts)), epoch_ms(max(ts)),"
                        + " min(cast(extra->>'record' as bigint)), max(cast(extra->>'record' as bigint)) from "
                        + rows(local) + " group by filename order by 1");
    }

    private static String rows(Path local) {
        return "read_parquet('" + local + "/*/*/*/*/*/*.parquet', filename = true, union_by_name = true,"
                + " hive_partitioning = true, hive_types_autocast = false)";
    }

    private static Map<String, Long> byFolder(Path local, List<String> rows) {
        Map<String, Long> counts = new TreeMap<>();
        for (String row : rows) {
            String[] columns = row.split("\\|", -1);
            String folder = local.relativize(Path.of(columns[0])).getParent().toString();
            counts.merge(folder, Long.valueOf(columns[1]), Long::sum);
        }
        return counts;
    }

    private Path local() throws IOException {
        FileSystem files = lake.getFileSystem();
        if (!files.isDistributedFS()) {
            return Path.of(lake.getPath());
        }
        Path copy = copies.resolve("copy-" + copied++);
        if (files.exists(lake)) {
            copy(files, lake, copy);
        }
        return copy;
    }

    private static void copy(FileSystem files, org.apache.flink.core.fs.Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (FileStatus file : files.listStatus(from)) {
            Path target = to.resolve(file.getPath().getName());
            if (file.isDir()) {
                copy(files, file.getPath(), target);
            } else {
                try (InputStream in = files.open(file.getPath())) {
                    Files.copy(in, target);
                }
            }
        }
    }
}
