package dev.turnstile.definitions.reading;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.conditions.Condition;
import dev.turnstile.definitions.conditions.Conditions;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Problem;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one record, and what follows from it, whatever its format: what is absent takes its default or is missed,
 * what is not meant is ignored, the event time must be one.
 */
final class Findings {

    private static final int MOST_PROBLEMS = 20;

    private final List<Field> fields;
    private final @Nullable ValueReader[] readers;
    private final int time;
    private final @Nullable Condition where;
    private final @Nullable Condition cancellations;
    private final boolean[] isOfCancellations;
    private final Row row;
    private final Reading.Accepted<Row> accepted;
    private final boolean[] isFaulty;
    private List<Problem> problems = List.of();

    Findings(Definition definition, @Nullable Condition where, List<ValueReader> readers) {
        this.fields = definition.fields();
        this.time = definition.indexOf(definition.time());
        this.where = where;
        this.isOfCancellations = new boolean[fields.size()];
        Definition.Cancellations undoing = definition.cancellations();
        this.cancellations = undoing == null ? null : Conditions.compile(undoing.where(), definition);
        if (undoing != null && cancellations != null) {
            cancellations.fields().forEach(field -> isOfCancellations[field] = true);
            isOfCancellations[definition.indexOf(undoing.undoes())] = true;
            isOfCancellations[time] = true;
        }
        this.readers = readers.toArray(ValueReader[]::new);
        this.row = new Row(fields.size());
        this.accepted = new Reading.Accepted<>(row);
        this.isFaulty = new boolean[fields.size()];
    }

    Row begin() {
        row.clear();
        if (!problems.isEmpty()) {
            problems = List.of();
        }
        Arrays.fill(isFaulty, false);
        return row;
    }

    void note(int field, String pointer, RejectionReason reason, String detail) {
        if (field >= 0) {
            isFaulty[field] = true;
        }
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(pointer, reason, detail));
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /** What becomes of the record. */
    Reading<Row> reading(long nowMillis) {
        boolean isAnyMissing = false;
        for (int field = 0; field < fields.size(); field++) {
            if (!row.isPresent(field) && !isFaulty[field]) {
                isAnyMissing |= isMissing(field);
            }
        }
        boolean isCancellation = cancellations != null && isJudgeable(cancellations) && cancellations.holds(row);
        row.setCancellation(isCancellation);
        if (where != null && !isCancellation && isJudgeable(where) && !where.holds(row)) {
            return new Reading.Ignored<>("not meant");
        }
        if (isAnyMissing || isCancellation) {
            noteMissing(isCancellation);
        }
        if (row.isPresent(time)) {
            checkTime(row.number(time), nowMillis);
        }
        return problems.isEmpty() ? accepted : new Reading.Rejected<>(problems);
    }

    /** Whether a field must be there; one that has a default takes it. */
    private boolean isMissing(int index) {
        Field field = fields.get(index);
        String otherwise = field.otherwise();
        if (otherwise == null) {
            return !field.isOptional();
        }
        ValueReader reader = readers[index];
        Fault fault = reader == null ? null : reader.cell(otherwise, row);
        if (fault != null) {
            throw new IllegalStateException(field.name() + " has a default that is none: " + fault);
        }
        return false;
    }

    private void noteMissing(boolean isCancellation) {
        for (int index = 0; index < fields.size(); index++) {
            Field field = fields.get(index);
            boolean isRequired = isCancellation ? isOfCancellations[index] : !field.isOptional();
            if (isRequired && !row.isPresent(index) && !isFaulty[index]) {
                note(index, pointer(field), RejectionReason.MISSING_FIELD, "is required");
            }
        }
    }

    private boolean isJudgeable(Condition condition) {
        for (int field : condition.fields()) {
            if (isFaulty[field]) {
                return false;
            }
        }
        return true;
    }

    private void checkTime(long millis, long nowMillis) {
        Field field = fields.get(time);
        if (millis < Times.EARLIEST.toEpochMilli()) {
            note(
                    time,
                    pointer(field),
                    RejectionReason.INVALID_TIME,
                    "expected a time since 2000, " + Times.NUMBERS_BY_SIZE);
        } else if (millis > nowMillis + Times.MOST_IN_FUTURE.toMillis()) {
            note(
                    time,
                    pointer(field),
                    RejectionReason.TIME_IN_FUTURE,
                    "more than " + Times.MOST_IN_FUTURE.toMinutes() + " minutes ahead of the clock");
        }
    }

    /** A JSON Pointer (RFC 6901). */
    static String pointer(Field field) {
        StringBuilder pointer = new StringBuilder();
        for (String step : field.path()) {
            boolean isIndex = step.startsWith("[") && step.endsWith("]");
            String name = isIndex ? step.substring(1, step.length() - 1) : step;
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
