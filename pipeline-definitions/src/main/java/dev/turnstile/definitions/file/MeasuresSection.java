package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the measures. */
final class MeasuresSection {

    private static final int MOST_MEASURES = 50;
    private static final int LONGEST_UNIT = 16;
    private static final int USUAL_SCALE_OF_RATIO = 2;
    private static final List<String> KINDS = List.of("count", "sum", "max", "min", "distinct", "difference", "ratio");
    private static final Set<Field.Type> NUMBERS = EnumSet.of(Field.Type.INTEGER, Field.Type.DECIMAL);
    private static final Set<Field.Type> ORDERED = EnumSet.of(Field.Type.INTEGER, Field.Type.DECIMAL, Field.Type.TIME);

    private final Declared<Field> fields;
    private final BiFunction<Value, Declared<Field>, Optional<String>> conditions;
    private final boolean hasCancellations;
    private final Declared<Measure> measures = new Declared<>("measure");

    /**
     * @param conditions checks a condition, and gives its text
     * @param hasCancellations whether the file says what a cancellation is
     */
    MeasuresSection(
            Declared<Field> fields,
            BiFunction<Value, Declared<Field>, Optional<String>> conditions,
            boolean hasCancellations) {
        this.fields = fields;
        this.conditions = conditions;
        this.hasCancellations = hasCancellations;
    }

    Declared<Measure> read(Value value) {
        Mapping.ofAnyNames(value, "names of measures, each with what it is, such as lines: {count: all}")
                .ifPresent(mapping -> {
                    if (mapping.entries().isEmpty() || mapping.entries().size() > MOST_MEASURES) {
                        value.wrong("expected 1 to " + MOST_MEASURES + " measures, were "
                                + mapping.entries().size());
                    }
                    mapping.entries().forEach(this::read);
                    mapping.entries().values().forEach(this::ratio);
                });
        return measures;
    }

    private void read(Value name, Value value) {
        int before = value.mistakes().count();
        Optional<Measure> measure = Names.name(name).flatMap(text -> {
            Names.inResults(text, name, "give this measure another name");
            return Mapping.of(value, Keys.MEASURE).flatMap(keys -> measure(text, keys));
        });
        name.text("a name")
                .ifPresent(text -> measures.put(
                        text, measure.filter(read -> value.mistakes().count() == before)));
    }

    private Optional<Measure> measure(String name, Mapping keys) {
        List<String> kinds =
                KINDS.stream().filter(kind -> keys.get(kind).isPresent()).toList();
        if (kinds.size() != 1) {
            keys.value()
                    .wrong("expected one of " + String.join(", ", KINDS) + ", "
                            + (kinds.isEmpty() ? "was none" : "were " + String.join(" and ", kinds))
                            + ": write one, such as {count: all}");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        onlyFor(keys, "approximate", kind, "distinct");
        onlyFor(keys, "scale", kind, "ratio");
        if (kind.equals("ratio") || kind.equals("difference")) {
            keys.get("where")
                    .ifPresent(value -> value.wrong(
                            "a " + kind + " has no where of its own: write it at the measures that it is made of"));
        }
        boolean isOfCancellations =
                keys.get("of").filter(value -> isOfCancellations(value, kind)).isPresent();
        String unit = keys.get("unit").flatMap(MeasuresSection::unit).orElse("");
        Optional<String> where = keys.get("where").flatMap(value -> conditions.apply(value, fields));
        return keys.get(kind).flatMap(value -> switch (kind) {
            case "count" ->
                value.read(
                        "all",
                        text -> text.equals("all")
                                ? Optional.of(new Measure.Count(name, where.orElse(null), isOfCancellations, unit))
                                : Optional.empty());
            case "sum" -> sum(name, value, where, isOfCancellations, unit);
            default -> measure(name, kind, value, where, unit, keys);
        });
    }

    private boolean isOfCancellations(Value value, String kind) {
        if (!kind.equals("count") && !kind.equals("sum")) {
            value.wrong("only a count or a sum is of cancellations, and this is a " + kind + ": take it out");
        } else if (!hasCancellations) {
            value.wrong("the file does not say what a cancellation is: write cancellations: {where: …, undoes: …}");
        } else {
            return value.choice("which records it is of", Map.of("cancellations", true))
                    .isPresent();
        }
        return false;
    }

    private Optional<Measure> measure(
            String name, String kind, Value value, Optional<String> where, String unit, Mapping keys) {
        return switch (kind) {
            case "max", "min" ->
                field(value, kind, ORDERED)
                        .map(field -> new Measure.Extreme(
                                name, field.name(), kind.equals("max"), where.orElse(null), field.scale(), unit));
            case "distinct" ->
                field(value, kind, EnumSet.allOf(Field.Type.class))
                        .map(field -> new Measure.Distinct(
                                name,
                                field.name(),
                                keys.get("approximate").flatMap(Value::truth).orElse(false),
                                where.orElse(null),
                                unit));
            case "difference" -> difference(name, value, unit);
            default -> ratio(name, value, unit, keys);
        };
    }

    private Optional<Measure> sum(
            String name, Value value, Optional<String> where, boolean isOfCancellations, String unit) {
        List<Value> items = value.list("a field, or a list of two", 2);
        List<Field> factors = items.stream()
                .flatMap(item -> field(item, "sum", NUMBERS).stream())
                .toList();
        if (items.isEmpty()) {
            return value.unexpected("a field, or a list of two");
        }
        int scale = factors.stream().mapToInt(Field::scale).sum();
        if (scale > FieldsSection.MOST_SCALE) {
            value.wrong("the product has " + scale + " decimals, "
                    + String.join(
                            " and ",
                            factors.stream()
                                    .map(field -> field.scale() + " of " + field.name())
                                    .toList())
                    + ": expected at most " + FieldsSection.MOST_SCALE + ", give the fields a smaller scale");
        }
        return Optional.of(new Measure.Sum(
                name, factors.stream().map(Field::name).toList(), where.orElse(null), isOfCancellations, scale, unit));
    }

    private Optional<Field> field(Value value, String kind, Set<Field.Type> types) {
        Optional<Field> field = fields.find(value);
        if (field.isPresent() && !types.contains(field.get().type())) {
            value.wrong("a " + kind + " is of fields of type "
                    + String.join(
                            " or ", types.stream().map(FieldsSection::word).toList()) + ", and "
                    + field.get().name() + " is of type "
                    + FieldsSection.word(field.get().type()));
            return Optional.empty();
        }
        return field;
    }

    /** Of measures that stand above it, so that its scale is theirs. */
    private Optional<Measure> difference(String name, Value value, String unit) {
        List<Value> items = value.list("two measures, such as [ordered, refunded]", 2);
        if (items.size() != 2) {
            return value.unexpected("two measures, such as [ordered, refunded]");
        }
        return additive(items.get(0))
                .flatMap(minuend -> additive(items.get(1))
                        .map(subtrahend -> new Measure.Difference(
                                name,
                                minuend.name(),
                                subtrahend.name(),
                                Math.max(minuend.scale(), subtrahend.scale()),
                                unit)));
    }

    private Optional<Measure> additive(Value item) {
        Optional<Measure> measure = measures.find(item);
        if (measure.isPresent()
                && !(measure.get() instanceof Measure.Count)
                && !(measure.get() instanceof Measure.Sum)) {
            item.wrong(
                    "a difference is of counts and sums, and " + measure.get().name() + " is neither");
            return Optional.empty();
        }
        return measure;
    }

    private static Optional<Measure> ratio(String name, Value value, String unit, Mapping keys) {
        List<Value> items = value.list("two measures, such as [net, lines]", 2);
        if (items.size() != 2) {
            return value.unexpected("two measures, such as [net, lines]");
        }
        int scale = keys.get("scale")
                .flatMap(digits -> digits.number("a number of decimals", 0, FieldsSection.MOST_SCALE))
                .orElse(USUAL_SCALE_OF_RATIO);
        return items.get(0)
                .text("the name of a measure")
                .flatMap(numerator -> items.get(1)
                        .text("the name of a measure")
                        .map(denominator -> new Measure.Ratio(name, numerator, denominator, scale, unit)));
    }

    /** Checked when all measures are known: a ratio may stand before what it is made of. */
    private void ratio(Value measure) {
        if (!measure.isMapping()) {
            return;
        }
        Mapping.ofAnyNames(measure, "a measure")
                .flatMap(keys -> keys.get("ratio"))
                .ifPresent(ratio -> {
                    for (Value item : ratio.list("two measures", 2)) {
                        measures.find(item).ifPresent(part -> ratioOf(part, item));
                    }
                });
    }

    private void ratioOf(Measure part, Value item) {
        if (part instanceof Measure.Ratio) {
            item.wrong(part.name()
                    + " is a ratio itself, and rounded: expected a count, a sum, a difference, a distinct, a max or a min,"
                    + " so that this one is exact");
        } else if (part instanceof Measure.Extreme extreme
                && fields.all().stream()
                        .anyMatch(field -> field.name().equals(extreme.field()) && field.type() == Field.Type.TIME)) {
            item.wrong(part.name() + " is a time, which cannot be divided: expected a measure that is a number");
        }
    }

    private static void onlyFor(Mapping keys, String key, String kind, String only) {
        if (!kind.equals(only)) {
            keys.get(key)
                    .ifPresent(value ->
                            value.wrong(key + " is only for " + only + ", and this is a " + kind + ": take it out"));
        }
    }

    private static Optional<String> unit(Value value) {
        return value.read(
                "a unit of at most " + LONGEST_UNIT + " characters, such as GBP",
                text -> Optional.of(text).filter(fits -> fits.codePointCount(0, fits.length()) <= LONGEST_UNIT));
    }
}
