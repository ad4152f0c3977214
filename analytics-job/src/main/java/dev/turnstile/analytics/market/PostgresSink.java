package dev.turnstile.analytics.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes the market's rows to PostgreSQL.
 *
 * <p>Candles and alerts go there with the checkpoint that makes them visible on Kafka, and not before: a revision that
 * was never published, because the job died before its checkpoint, must not be in the table either. Ticks are facts and
 * go at once.
 */
final class PostgresSink implements Sink<Row>, SupportsCommitter<Row> {

    private static final int MOST_TICKS_HELD = 1_000;
    private static final long MAINTENANCE_INTERVAL = 3_600_000;

    private final String url;

    PostgresSink(String url) {
        this.url = url;
    }

    @Override
    public Writer createWriter(WriterInitContext context) throws IOException {
        MarketDatabase database = new MarketDatabase(url);
        database.maintain();
        return new Writer(database, context);
    }

    @Override
    public Committer<Row> createCommitter(CommitterInitContext context) {
        return new RowCommitter(new MarketDatabase(url));
    }

    @Override
    public SimpleVersionedSerializer<Row> getCommittableSerializer() {
        return new RowSerializer();
    }

    /** Holds rows until their time comes. */
    static final class Writer implements CommittingSinkWriter<Row, Row> {

        private final MarketDatabase database;
        private final WriterInitContext context;
        private final Map<Table, List<byte[]>> held = new EnumMap<>(Table.class);
        private long maintainedAt;

        private Writer(MarketDatabase database, WriterInitContext context) {
            this.database = database;
            this.context = context;
            this.maintainedAt = now();
        }

        @Override
        public void write(Row row, Context ignored) throws IOException {
            List<byte[]> rows = held.computeIfAbsent(row.table(), table -> new ArrayList<>());
            rows.add(row.json());
            if (row.table() == Table.PRICE_TICKS && rows.size() >= MOST_TICKS_HELD) {
                writeTicks();
            }
        }

        @Override
        public void flush(boolean isEndOfInput) throws IOException {
            if (now() - maintainedAt >= MAINTENANCE_INTERVAL) {
                maintainedAt = now();
                database.maintain();
            }
            writeTicks();
        }

        @Override
        public Collection<Row> prepareCommit() {
            List<Row> rows = new ArrayList<>();
            held.forEach((table, jsons) -> rows.add(new Row(table, array(jsons))));
            held.clear();
            return rows;
        }

        @Override
        public void close() {
            database.close();
        }

        private void writeTicks() throws IOException {
            List<byte[]> ticks = held.remove(Table.PRICE_TICKS);
            if (ticks != null) {
                database.write(Table.PRICE_TICKS, array(ticks));
            }
        }

        private long now() {
            return context.getProcessingTimeService().getCurrentProcessingTime();
        }

        private static byte[] array(List<byte[]> objects) {
            ByteArrayOutputStream array = new ByteArrayOutputStream();
            for (byte[] object : objects) {
                array.write(array.size() == 0 ? '[' : ',');
                array.writeBytes(object);
            }
            array.write(']');
            return array.toByteArray();
        }
    }

    /** Writes what a checkpoint has made final; again after a failure, to no other effect. */
    private record RowCommitter(MarketDatabase database) implements Committer<Row> {

        @Override
        public void commit(Collection<CommitRequest<Row>> requests) throws IOException {
            for (CommitRequest<Row> request : requests) {
                Row rows = request.getCommittable();
                database.write(rows.table(), rows.json());
            }
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static final class RowSerializer implements SimpleVersionedSerializer<Row> {

        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(Row rows) {
            // A line with the table's name, and the rows.
            byte[] name = (rows.table().name() + "\n").getBytes(StandardCharsets.US_ASCII);
            byte[] bytes = Arrays.copyOf(name, name.length + rows.json().length);
            System.arraycopy(rows.json(), 0, bytes, name.length, rows.json().length);
            return bytes;
        }

        @Override
        public Row deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("expected rows of version " + VERSION + ", these are of version " + version);
            }
            int end = new String(bytes, StandardCharsets.US_ASCII).indexOf('\n');
            Table table = Table.valueOf(new String(bytes, 0, end, StandardCharsets.US_ASCII));
            return new Row(table, Arrays.copyOfRange(bytes, end + 1, bytes.length));
        }
    }
}
