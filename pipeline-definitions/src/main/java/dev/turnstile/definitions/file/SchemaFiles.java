package dev.turnstile.definitions.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Finds the schema that a definition names, and puts it into the definition's text, which then needs no other file. */
final class SchemaFiles {

    private static final int MOST_BYTES = 64 * 1024;

    private final @Nullable Path folder;
    private @Nullable Value named;
    private String schema = "";

    /** @param folder of the definition; null where there is none, and only schemas that are in the text are found */
    SchemaFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The schema that a value is, or names; empty when there is none, which is then among the mistakes. */
    Optional<String> read(Value value) {
        return value.text("a schema, or the file with it").flatMap(text -> {
            Optional<String> found = text.startsWith("{") ? Optional.of(text) : beside(value, text);
            return found.filter(json -> isOfRecords(json, value));
        });
    }

    private Optional<String> beside(Value value, String name) {
        if (folder == null) {
            return value.unexpected("the schema itself, because this definition is in no folder");
        }
        Path file = folder.resolve(name).normalize();
        try {
            if (file.startsWith(folder.normalize()) && Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                named = value;
                schema = Files.readString(file);
                return Optional.of(schema);
            }
        } catch (IOException e) {
            value.wrong("the schema " + name + " cannot be read (" + e + "): expected a text in UTF-8");
            return Optional.empty();
        }
        return value.unexpected("the name of a file beside this one, of at most " + MOST_BYTES / 1024 + " KiB");
    }

    private static boolean isOfRecords(String json, Value value) {
        try {
            if (new Schema.Parser().parse(json).getType() == Schema.Type.RECORD) {
                return true;
            }
            value.wrong("the schema is not that of a record: expected {\"type\": \"record\", …}");
        } catch (AvroRuntimeException e) {
            String reason = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^[\\w.]+Exception: ", "");
            value.wrong("the schema is none of Avro's (" + reason + "): expected a record's schema in JSON");
        }
        return false;
    }

    /** The definition's text with the schema in the place of its name. */
    String inlined(String yaml) {
        if (named == null) {
            return yaml;
        }
        int from = offset(yaml, named.node().getStartMark());
        int to = offset(yaml, named.node().getEndMark());
        return yaml.substring(0, from) + quoted(schema.strip()) + yaml.substring(to);
    }

    private static int offset(String yaml, Optional<Mark> mark) {
        return yaml.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    /** On one line, so that what follows stays in its own. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> {}
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
