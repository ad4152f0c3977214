package dev.turnstile.definitions.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Where something stands in a file; lines and columns from 1, columns in characters. */
record Place(int line, int column) {

    static final Place BEGINNING = new Place(1, 1);

    static Place of(Optional<Mark> mark) {
        return mark.map(found -> new Place(found.getLine() + 1, found.getColumn() + 1))
                .orElse(BEGINNING);
    }

    /**
     * The place of a character of a value.
     *
     * @param file the whole file, in code points
     * @param offset of the character in the value, in code points; may be the value's end
     */
    static Place within(int[] file, ScalarNode value, int offset) {
        Place beginning = of(value.getStartMark());
        int start = value.getStartMark().map(Mark::getIndex).orElse(0);
        int end = Math.min(file.length, value.getEndMark().map(Mark::getIndex).orElse(0));
        int[] characters = value.getValue().codePoints().limit(offset + 1L).toArray();
        int found = value.isPlain() ? start - 1 : start;
        for (int character : characters) {
            found++;
            while (found < end && !isSame(file[found], character)) {
                found++;
            }
        }
        if (characters.length == offset) {
            found++;
        }
        return found > end ? beginning : beginning.plus(file, start, found);
    }

    /** A line's end may be folded to a blank. */
    private static boolean isSame(int written, int read) {
        return written == read || (written == '\n' && read == ' ');
    }

    private Place plus(int[] file, int from, int to) {
        int lines = 0;
        int columns = column;
        for (int i = from; i < to; i++) {
            lines += file[i] == '\n' ? 1 : 0;
            columns = file[i] == '\n' ? 1 : columns + 1;
        }
        return new Place(line + lines, columns);
    }
}
