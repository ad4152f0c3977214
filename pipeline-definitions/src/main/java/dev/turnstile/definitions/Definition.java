package dev.turnstile.definitions;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline, as its file defines it. Made by {@link dev.turnstile.definitions.file.DefinitionFile}, which has checked
 * that all names in it exist and all types fit.
 *
 * @param pipeline its name in every topic, address and metric
 * @param title for people
 * @param fields what is read of a record, in the order of the file
 * @param id names of the fields by which a record is counted once; empty when records are told apart by topic, partition and
 *     offset. A record in which all of them are absent is told apart so too
 * @param time the name of the field that is the event time
 * @param where which records are meant, in CEL over the fields; null for all. Others are accounted as ignored
 * @param cancellations which records undo an earlier one; null where none does
 * @param by names of the fields whose values each have windows of their own; empty for one over everything
 * @param measures in the order in which a result has them
 * @param windows the first is the live one, the others are rolled up from it
 * @param outOfOrder by how much event time trails the newest event
 * @param correctedFor for how long after its end a window is still corrected
 * @param top which keys are ranked; null where there is nothing to rank by
 * @param results where final results of the live window go, if not to {@code analytics-results}
 * @param text the file itself, by which others make the same definition
 */
public record Definition(
        String pipeline,
        String title,
        Source source,
        List<Field> fields,
        List<String> id,
        String time,
        @Nullable String where,
        @Nullable Cancellations cancellations,
        List<String> by,
        List<Measure> measures,
        List<Window> windows,
        Duration outOfOrder,
        Duration correctedFor,
        @Nullable Top top,
        List<AlertRule> alerts,
        Page page,
        @Nullable Results results,
        String text)
        implements Serializable {

    public Definition {
        fields = List.copyOf(fields);
        id = List.copyOf(id);
        by = List.copyOf(by);
        measures = List.copyOf(measures);
        windows = List.copyOf(windows);
        alerts = List.copyOf(alerts);
    }

    /** Where a field stands among {@link #fields}, and so in a {@link dev.turnstile.definitions.reading.Row}. */
    public int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException(pipeline + " has no field " + field);
    }

    public Field field(String name) {
        return fields.get(indexOf(name));
    }

    public Optional<Measure> measure(String name) {
        return measures.stream().filter(measure -> measure.name().equals(name)).findFirst();
    }

    /** In a line: {@code retail, 7 fields, 8 measures, windows 1m 1h 1d}. */
    public String summary() {
        return pipeline + ", " + fields.size() + " fields, " + measures.size() + " measures, windows "
                + windows.stream().map(Window::name).collect(Collectors.joining(" "));
    }

    /** The live window. */
    public Window live() {
        return windows.get(0);
    }

    /**
     * Where the records come from.
     *
     * @param topics at least one
     * @param avro of the format Avro; null for the others
     * @param csv of the format CSV; null for the others
     */
    public record Source(
            List<String> topics,
            Format format,
            @Nullable Avro avro,
            @Nullable Csv csv) implements Serializable {
        public Source {
            topics = List.copyOf(topics);
        }
    }

    /**
     * How Avro records are written.
     *
     * @param schema itself, as JSON
     */
    public record Avro(String schema, Framing framing) implements Serializable {}

    /** What stands before an Avro record. */
    public enum Framing {
        NONE,
        /** The five bytes of a schema registry: a zero, and the schema's number. */
        REGISTRY,
        /** One or the other, as can be told from what is behind it. */
        EITHER
    }

    /** How records are written. */
    public enum Format {
        JSON,
        CSV,
        AVRO,
        /** Structured or binary, with JSON data. */
        CLOUDEVENTS
    }

    /**
     * How CSV records are written.
     *
     * @param columns their names in order; empty when each file begins with a header, or each record's header {@code
     *     csv-header} has them
     */
    public record Csv(List<String> columns, char separator) implements Serializable {
        public Csv {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Records that undo an earlier one. Of their fields they need only those that are named here, and the event time.
     *
     * @param where which records they are, in CEL over the fields; whatever {@link Definition#where} says
     * @param undoes the name of the field that has the id of what is undone
     * @param id the name of the field by which several cancellations of one record are told apart; null where a record can be
     *     cancelled once
     * @param part how much of a record is undone; null where it always is the whole
     * @param within for how long after its arrival a record can be undone, if that is longer than ids are known; null if not
     */
    public record Cancellations(
            String where,
            String undoes,
            @Nullable String id,
            @Nullable Part part,
            @Nullable Duration within) implements Serializable {}

    /**
     * What undoes a part of a record.
     *
     * @param amount the name of the field that says how much; a cancellation without it undoes all that is left
     * @param of the name of the field of what is undone that it is a part of
     */
    public record Part(String amount, String of) implements Serializable {}

    /** Which keys the page and the API rank: the {@code keep} highest by a measure. */
    public record Top(String by, int keep) implements Serializable {}

    /**
     * What is worth an alert: a condition that holds for a number of windows in a row, or unusual traffic.
     *
     * @param name of the alert's kind; for traffic, SPIKE, DROP and SILENCE are the kinds
     * @param when CEL over a result's measures; null for a rule about traffic
     * @param windows for how many final windows in a row it must hold
     * @param traffic the measure whose spikes, drops and silence are told, over all keys; null for a condition
     */
    public record AlertRule(
            String name,
            @Nullable String when,
            int windows,
            @Nullable String traffic) implements Serializable {}

    /**
     * A topic of the pipeline's own for what is final and corrected of the live window.
     *
     * @param key names of the fields of {@code by} whose values are a record's key there
     */
    public record Results(String topic, List<String> key) implements Serializable {
        public Results {
            key = List.copyOf(key);
        }
    }

    /** What the page shows first: the measures of the headline, and those with a chart. */
    public record Page(List<String> headline, List<String> charts) implements Serializable {
        public Page {
            headline = List.copyOf(headline);
            charts = List.copyOf(charts);
        }
    }
}
