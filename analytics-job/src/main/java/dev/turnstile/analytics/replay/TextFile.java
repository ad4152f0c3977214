package dev.turnstile.analytics.replay;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.ReaderInputStream;

/** A file as UTF-8 text, however it is kept: packed by gzip or Zstandard, in UTF-16, with a byte order mark. */
final class TextFile {

    /** By which standard input is asked for. */
    static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final int BOM = 0xFEFF;

    private TextFile() {}

    /**
     * Opens it; what it is is told by its first bytes, not by its name.
     *
     * @param file its path, or {@value #STANDARD_INPUT}
     */
    static InputStream open(String file) throws IOException {
        return open(file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file)));
    }

    static InputStream open(InputStream file) throws IOException {
        InputStream unpacked = unpacked(new BufferedInputStream(file, BUFFER));
        byte[] head = head(unpacked, 3);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            unpacked.skipNBytes(3);
        } else if (startsWith(head, 0xFF, 0xFE) || (head.length > 1 && head[0] != 0 && head[1] == 0)) {
            return decoded(unpacked, StandardCharsets.UTF_16LE);
        } else if (startsWith(head, 0xFE, 0xFF) || (head.length > 1 && head[0] == 0 && head[1] != 0)) {
            return decoded(unpacked, StandardCharsets.UTF_16BE);
        }
        return unpacked;
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        byte[] head = head(file, 4);
        if (startsWith(head, 0x1F, 0x8B)) {
            return new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER);
        }
        if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return new BufferedInputStream(new ZstdInputStream(file), BUFFER);
        }
        return file;
    }

    private static InputStream decoded(InputStream file, Charset charset) throws IOException {
        Reader text = new InputStreamReader(file, charset);
        InputStream utf8 = new BufferedInputStream(
                ReaderInputStream.builder()
                        .setReader(text)
                        .setCharset(StandardCharsets.UTF_8)
                        .get(),
                BUFFER);
        byte[] bom = Character.toString(BOM).getBytes(StandardCharsets.UTF_8);
        if (Arrays.equals(head(utf8, bom.length), bom)) {
            utf8.skipNBytes(bom.length);
        }
        return utf8;
    }

    private static byte[] head(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return head;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
