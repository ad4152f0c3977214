package dev.turnstile.analytics.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON. A file whose first line is a whole document has one on each line, and what is wrong with one is
 * nothing to the next. In any other file a document goes to its last brace, however many lines that are; where it has
 * none, it ends before the next line that begins with one. The array that documents may stand in is taken off.
 */
final class JsonFrames implements Frames {

    private final PushbackInputStream in;
    private boolean isOfLines;
    private boolean isOfDocuments;

    JsonFrames(InputStream in) {
        this.in = new PushbackInputStream(in);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        int first = isOfLines ? skipAll(" \t\r\n") : skipAll(isOfDocuments ? " \t\r\n,]" : " \t\r\n");
        if (first == '[' && !isOfLines) {
            isOfDocuments = true;
            first = skipAll(" \t\r\n,[]");
        }
        return first < 0 ? null : read(first);
    }

    private byte[] read(int first) throws IOException {
        Document document = new Document();
        document.add(first);
        int before = first;
        int c;
        while ((isOfLines || !document.isWhole()) && (c = in.read()) >= 0) {
            boolean isLineEnd = c == '\n' || c == '\r';
            boolean isNewLine = (before == '\n' || before == '\r') && c == '{';
            if ((isLineEnd && (isOfLines || !document.isOpen())) || isNewLine || isParted(c, document)) {
                if (!isLineEnd) {
                    in.unread(c);
                }
                break;
            }
            document.add(c);
            before = c;
        }
        if (!isOfLines && !isOfDocuments) {
            decide(document);
        }
        return document.bytes();
    }

    /** By the first one: is it a line? */
    private void decide(Document first) throws IOException {
        int next = skipAll(" \t");
        isOfLines = !first.hasLineEnds() && (next < 0 || next == '\n' || next == '\r' || !first.isWhole());
        isOfDocuments = !isOfLines;
        if (next >= 0) {
            in.unread(next);
        }
    }

    /** Something else than an object, in an array, ends where the next element begins. */
    private boolean isParted(int c, Document document) {
        return isOfDocuments && !document.isOpen() && (c == ',' || c == ']');
    }

    /** The next byte that is none of these; -1 at the end. */
    private int skipAll(String passedOver) throws IOException {
        int c;
        do {
            c = in.read();
        } while (c >= 0 && passedOver.indexOf(c) >= 0);
        return c;
    }

    /** What has been read of a document, and whether more belongs to it. */
    private static final class Document {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private int depth;
        private boolean hasBraces;
        private boolean isInString;
        private boolean isEscaped;
        private boolean hasLineEnds;

        void add(int c) {
            if (bytes.size() < MOST_BYTES) {
                bytes.write(c);
            }
            hasLineEnds |= c == '\n' || c == '\r';
            if (isInString) {
                isInString = isEscaped || c != '"';
                isEscaped = !isEscaped && c == '\\';
            } else if (c == '"') {
                isInString = true;
            } else if (c == '{' || c == '[') {
                depth++;
                hasBraces = true;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }

        boolean isOpen() {
            return depth > 0;
        }

        boolean isWhole() {
            return hasBraces && depth <= 0;
        }

        boolean hasLineEnds() {
            return hasLineEnds;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
