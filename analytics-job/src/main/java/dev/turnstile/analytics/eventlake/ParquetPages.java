package dev.turnstile.analytics.eventlake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column, compressed, until the file is written. */
final class ParquetPages implements PageWriter {

    private final ColumnDescriptor column;
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Set<org.apache.parquet.format.Encoding> encodings = new TreeSet<>();
    private long values;
    private long uncompressedBytes;
    private @Nullable Statistics<?> statistics;

    ParquetPages(ColumnDescriptor column) {
        this.column = column;
    }

    ColumnDescriptor column() {
        return column;
    }

    long uncompressedBytes() {
        return uncompressedBytes;
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> ofPage,
            SizeStatistics sizes,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding encoding)
            throws IOException {
        writePage(bytes, valueCount, rowCount, ofPage, repetitionLevels, definitionLevels, encoding);
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> ofPage,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding encoding)
            throws IOException {
        DataPageHeader header =
                new DataPageHeader(valueCount, name(encoding), name(definitionLevels), name(repetitionLevels));
        PageHeader page = new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(header);
        write(page, bytes, data);
        values += valueCount;
        if (statistics == null) {
            statistics = ofPage.copy();
        } else {
            statistics.mergeStatistics(ofPage);
        }
    }

    /** The form of earlier versions of the library. */
    @Override
    @Deprecated
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> ofPage,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding encoding)
            throws IOException {
        writePage(bytes, valueCount, valueCount, ofPage, repetitionLevels, definitionLevels, encoding);
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            Encoding encoding,
            BytesInput bytes,
            Statistics<?> ofPage) {
        throw new UnsupportedOperationException("pages are of version 1, which every reader knows");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        DictionaryPageHeader header = new DictionaryPageHeader(page.getDictionarySize(), name(page.getEncoding()));
        write(
                new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header),
                page.getBytes(),
                dictionary);
    }

    private void write(PageHeader header, BytesInput bytes, ByteArrayOutputStream to) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            bytes.writeAllTo(gzip);
        }
        int size = Math.toIntExact(bytes.size());
        int before = to.size();
        Util.writePageHeader(header.setUncompressed_page_size(size).setCompressed_page_size(compressed.size()), to);
        uncompressedBytes += to.size() - before + size;
        compressed.writeTo(to);
    }

    /** What the footer says of this column, if its first byte is at {@code start} of the file. */
    ColumnMetaData metadata(long start) {
        ColumnMetaData metadata = new ColumnMetaData(
                switch (column.getPrimitiveType().getPrimitiveTypeName()) {
                    case BINARY -> Type.BYTE_ARRAY;
                    case INT64 -> Type.INT64;
                    default -> Type.DOUBLE;
                },
                new ArrayList<>(encodings),
                List.of(column.getPath()),
                CompressionCodec.GZIP,
                values,
                uncompressedBytes,
                (long) dictionary.size() + data.size(),
                start + dictionary.size());
        if (dictionary.size() > 0) {
            metadata.setDictionary_page_offset(start);
        }
        Statistics<?> all = statistics;
        if (all != null) {
            metadata.setStatistics(footer(all));
        }
        return metadata;
    }

    private static org.apache.parquet.format.Statistics footer(Statistics<?> all) {
        var footer = new org.apache.parquet.format.Statistics().setNull_count(all.getNumNulls());
        // A reader skips by them; long ones would cost more than they save.
        if (all.hasNonNullValue() && all.getMinBytes().length <= 64 && all.getMaxBytes().length <= 64) {
            footer.setMin_value(all.getMinBytes()).setMax_value(all.getMaxBytes());
        }
        return footer;
    }

    /** Writes dictionary and data, in this order; returns how many bytes they are. */
    long writeTo(OutputStream out) throws IOException {
        dictionary.writeTo(out);
        data.writeTo(out);
        return (long) dictionary.size() + data.size();
    }

    private org.apache.parquet.format.Encoding name(Encoding encoding) {
        var name = org.apache.parquet.format.Encoding.valueOf(encoding.name());
        encodings.add(name);
        return name;
    }

    @Override
    public long getMemSize() {
        return data.size();
    }

    @Override
    public long allocatedSize() {
        return data.size();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + " " + data.size() + " bytes";
    }
}
