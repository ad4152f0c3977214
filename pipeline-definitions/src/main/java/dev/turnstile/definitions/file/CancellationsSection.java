package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition.Cancellations;
import dev.turnstile.definitions.Definition.Part;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads which records undo an earlier one. */
final class CancellationsSection {

    private static final Duration MOST_WITHIN = Duration.ofDays(400);

    private final Declared<Field> fields;
    private final Declared<Measure> measures;
    private final List<String> id;

    /** @param id names of the fields by which a record is counted once */
    CancellationsSection(Declared<Field> fields, Declared<Measure> measures, List<String> id) {
        this.fields = fields;
        this.measures = measures;
        this.id = id;
    }

    Optional<Cancellations> read(Mapping keys) {
        if (id.size() != 1) {
            keys.value()
                    .wrong("what is undone is found by its id, which must be one field: write such as id: order_id");
        }
        Optional<String> where = keys.require("where", "where: event_type == \"order.cancelled\"")
                .flatMap(value -> ConditionText.overFields(value, fields));
        Optional<String> undoes = keys.require("undoes", "undoes: order_id, the field with the id of what is undone")
                .flatMap(this::undoes);
        Optional<String> own = keys.get("id").flatMap(value -> optional(value).map(Field::name));
        Optional<Part> part = part(keys);
        Optional<Duration> within = keys.get("within")
                .flatMap(value -> value.read(
                        "a length of at most " + Numbers.written(MOST_WITHIN) + ", such as 7d",
                        text -> Numbers.duration(text).filter(length -> length.compareTo(MOST_WITHIN) <= 0)));
        return where.flatMap(condition -> undoes.map(field ->
                new Cancellations(condition, field, own.orElse(null), part.orElse(null), within.orElse(null))));
    }

    private Optional<String> undoes(Value value) {
        return fields.find(value).map(field -> {
            fields.all().stream()
                    .filter(of -> id.contains(of.name()) && of.type() != field.type())
                    .forEach(of -> value.wrong(field.name() + " is of type " + FieldsSection.word(field.type())
                            + ", and the id " + of.name() + " of what it undoes is of type "
                            + FieldsSection.word(of.type()) + ": expected the same"));
            return field.name();
        });
    }

    /** A field that other records do not have. */
    private Optional<Field> optional(Value value) {
        return fields.find(value).filter(field -> {
            if (!field.isOptional()) {
                value.wrong(
                        "records that are no cancellations have no " + field.name() + ": write optional: true there");
            }
            return field.isOptional();
        });
    }

    private Optional<Part> part(Mapping keys) {
        Optional<Value> amount = keys.get("amount");
        Optional<Value> of = keys.get("of");
        if (amount.isEmpty() || of.isEmpty()) {
            amount.or(() -> of)
                    .ifPresent(value -> value.wrong("how much is undone, and of what, go together: write such as"
                            + " amount: refunded_amount, of: total_amount"));
            return Optional.empty();
        }
        if (keys.get("id").isEmpty()) {
            amount.get()
                    .wrong("a record that is undone in parts has several cancellations: write id, the field by which"
                            + " they are told apart");
        }
        return optional(amount.get())
                .flatMap(part -> fields.find(of.get()).flatMap(whole -> {
                    if (part.type() != whole.type() || part.scale() != whole.scale()) {
                        amount.get()
                                .wrong(part.name() + " is a part of " + whole.name()
                                        + ": expected the same type and scale");
                    }
                    if (measures.all().stream().noneMatch(measure -> isSumOf(measure, whole))) {
                        of.get()
                                .wrong("no measure says how much of " + whole.name()
                                        + " there is: write one such as total: {sum: " + whole.name() + "}");
                    }
                    return Optional.of(new Part(part.name(), whole.name()));
                }));
    }

    private static boolean isSumOf(Measure measure, Field field) {
        return measure instanceof Measure.Sum sum
                && !sum.isOfCancellations()
                && sum.where() == null
                && sum.fields().equals(List.of(field.name()));
    }
}
