package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition.Csv;
import dev.turnstile.definitions.Definition.Format;
import dev.turnstile.definitions.Definition.Source;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.NearestName;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields. */
final class FieldsSection {

    static final int MOST_SCALE = 9;

    private static final int MOST_FIELDS = 100;
    private static final Map<String, Field.Type> TYPES = new LinkedHashMap<>();

    static {
        for (Field.Type type : Field.Type.values()) {
            TYPES.put(word(type), type);
        }
    }

    private final Source source;
    private final Optional<AvroPlaces> avroPlaces;

    FieldsSection(Source source) {
        this.source = source;
        this.avroPlaces = AvroPlaces.of(source);
    }

    /** A type as files write it. */
    static String word(Field.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    Declared<Field> read(Value value) {
        Declared<Field> fields = new Declared<>("field");
        Mapping.ofAnyNames(value, "names of fields, each with what it is, such as country: {type: string}")
                .ifPresent(mapping -> {
                    if (mapping.entries().isEmpty() || mapping.entries().size() > MOST_FIELDS) {
                        value.wrong("expected 1 to " + MOST_FIELDS + " fields, were "
                                + mapping.entries().size());
                    }
                    mapping.entries().forEach((name, field) -> read(name, field, fields));
                });
        return fields;
    }

    private void read(Value name, Value value, Declared<Field> fields) {
        int before = value.mistakes().count();
        Optional<Field> field =
                Names.name(name).flatMap(text -> Mapping.of(value, Keys.FIELD).flatMap(keys -> field(text, keys)));
        name.text("a name")
                .ifPresent(text ->
                        fields.put(text, field.filter(read -> value.mistakes().count() == before)));
    }

    private Optional<Field> field(String name, Mapping keys) {
        Optional<Field.Type> type =
                keys.require("type", "type: string").flatMap(value -> value.choice("a type", TYPES));
        List<String> path = keys.get("path").map(this::path).orElse(List.of(name));
        if (source.csv() != null) {
            column(path, keys.get("path").orElse(keys.value()), source.csv());
        }
        avroPlaces.ifPresent(places -> places.check(path, keys.get("path").orElse(keys.value())));
        boolean isOptional = keys.get("optional").flatMap(Value::truth).orElse(false);
        return type.map(known -> field(name, path, known, isOptional, keys));
    }

    private static Field field(String name, List<String> path, Field.Type type, boolean isOptional, Mapping keys) {
        onlyFor(keys, "scale", name, type, EnumSet.of(Field.Type.DECIMAL));
        onlyFor(keys, "round", name, type, EnumSet.of(Field.Type.DECIMAL));
        onlyFor(keys, "zone", name, type, EnumSet.of(Field.Type.TIME));
        onlyFor(keys, "min", name, type, EnumSet.of(Field.Type.INTEGER, Field.Type.DECIMAL));
        onlyFor(keys, "max", name, type, EnumSet.of(Field.Type.INTEGER, Field.Type.DECIMAL, Field.Type.STRING));
        int scale = type == Field.Type.DECIMAL
                ? keys.require("scale", "scale: 2, for two decimals")
                        .flatMap(value -> value.number("a number of decimals", 0, MOST_SCALE))
                        .orElse(0)
                : 0;
        ZoneId zone =
                type == Field.Type.TIME ? keys.get("zone").flatMap(Zones::read).orElse(ZoneOffset.UTC) : ZoneOffset.UTC;
        Bounds bounds = Bounds.read(keys, type, scale);
        return new Field(
                name,
                path,
                type,
                scale,
                bounds.min(),
                bounds.max(),
                keys.get("accept").map(value -> Forms.read(value, type)).orElse(List.of()),
                zone,
                isOptional,
                keys.get("default")
                        .flatMap(value -> bounds.otherwise(value, type, scale))
                        .orElse(null),
                keys.get("round").flatMap(Value::truth).orElse(false));
    }

    private static void onlyFor(Mapping keys, String key, String name, Field.Type type, Set<Field.Type> types) {
        if (!types.contains(type)) {
            keys.get(key)
                    .ifPresent(value -> value.wrong(key + " is only for fields of type "
                            + String.join(
                                    " or ",
                                    types.stream().map(FieldsSection::word).toList()) + ", and "
                            + name + " is of type " + word(type) + ": take it out"));
        }
    }

    /** In CSV the name of a column, whatever it has in it. */
    private List<String> path(Value value) {
        return source.format() == Format.CSV
                ? value.text("the name of a column").map(List::of).orElse(List.of())
                : value.read("a path such as InvoiceNo, user.id or items[0].sku", Paths::parse)
                        .orElse(List.of());
    }

    private static void column(List<String> path, Value value, Csv csv) {
        if (!csv.columns().isEmpty() && path.size() == 1 && !csv.columns().contains(path.get(0))) {
            value.wrong("there is no column " + path.get(0) + NearestName.question(path.get(0), csv.columns()));
        }
    }
}
