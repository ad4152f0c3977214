package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as a Parquet file of one row group. Parquet's own library encodes values and pages, and writes the
 * structures; what is here is the order of them in the file (see the format's README, "File format"), because the
 * library's own file writer cannot be had without Hadoop.
 */
final class ParquetRows<E extends ListeningEvent> implements RowWriter<E> {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final List<Column<E>> columns;
    private final OutputStream out;
    private final MessageType schema;
    private final List<ParquetPages> pages = new ArrayList<>();
    private final List<ColumnWriter> writers = new ArrayList<>();
    private final ColumnWriteStore store;
    private long rows;

    ParquetRows(List<Column<E>> columns, OutputStream out) {
        this.columns = columns;
        this.out = out;
        this.schema = ParquetSchema.of(columns);
        ParquetProperties properties =
                ParquetProperties.builder().withStatisticsTruncateLength(64).build();
        this.store = properties.newColumnWriteStore(schema, this::pagesOf, null);
        for (ColumnDescriptor column : schema.getColumns()) {
            writers.add(store.getColumnWriter(column));
        }
    }

    private ParquetPages pagesOf(ColumnDescriptor column) {
        ParquetPages ofColumn = new ParquetPages(column);
        pages.add(ofColumn);
        return ofColumn;
    }

    @Override
    public void write(E row) {
        for (int i = 0; i < columns.size(); i++) {
            Column<E> column = columns.get(i);
            int level = column.isRequired() ? 0 : 1;
            write(writers.get(i), column.of().apply(row), level);
        }
        store.endRecord();
        rows++;
    }

    private static void write(ColumnWriter writer, @Nullable Object value, int level) {
        if (value == null) {
            writer.writeNull(0, 0);
        } else if (value instanceof String text) {
            writer.write(Binary.fromString(text), 0, level);
        } else if (value instanceof Double number) {
            writer.write(number, 0, level);
        } else {
            writer.write(((Instant) value).toEpochMilli(), 0, level);
        }
    }

    @Override
    public void finish() throws IOException {
        store.flush();
        store.close();
        out.write(MAGIC);
        long at = MAGIC.length;
        List<ColumnChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (ColumnDescriptor column : schema.getColumns()) {
            ParquetPages ofColumn = pages.stream()
                    .filter(each -> each.column().equals(column))
                    .findFirst()
                    .orElseThrow();
            chunks.add(new ColumnChunk(0).setMeta_data(ofColumn.metadata(at)));
            at += ofColumn.writeTo(out);
            bytes += ofColumn.uncompressedBytes();
        }
        RowGroup group = new RowGroup(chunks, bytes, rows)
                .setFile_offset(MAGIC.length)
                .setTotal_compressed_size(at - MAGIC.length);
        FileMetaData footer = new FileMetaData(1, ParquetSchema.elements(schema), rows, List.of(group))
                .setCreated_by("turnstile")
                .setColumn_orders(columns.stream()
                        .map(column -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                        .toList());
        var length = new CountingStream(out);
        Util.writeFileMetaData(footer, length);
        out.write(littleEndian(length.count()));
        out.write(MAGIC);
        out.flush();
    }

    private static byte[] littleEndian(int number) {
        return new byte[] {(byte) number, (byte) (number >>> 8), (byte) (number >>> 16), (byte) (number >>> 24)};
    }
}
