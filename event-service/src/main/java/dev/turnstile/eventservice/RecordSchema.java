package dev.turnstile.eventservice;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Format;
import dev.turnstile.definitions.Field;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a definition's records: what is read of them, and nothing of what else is in them. */
final class RecordSchema {

    private static final String DATA = "data";
    private static final String ATTRIBUTE = "ce_";

    private RecordSchema() {}

    static Schema<?> of(Definition definition) {
        return switch (definition.source().format()) {
            case JSON, CLOUDEVENTS -> ofDocument(definition);
            case CSV -> ofText(definition);
            case AVRO -> typed("string").format("binary").description("A record by the definition's schema");
        };
    }

    private static Schema<?> ofDocument(Definition definition) {
        Schema<?> document = typed("object");
        for (Field field : definition.fields()) {
            Schema<?> at = document;
            List<String> path = field.path();
            boolean isCloudEvent = definition.source().format() == Format.CLOUDEVENTS;
            boolean isAttribute = isCloudEvent && path.get(0).startsWith(ATTRIBUTE);
            if (isCloudEvent && !isAttribute) {
                at = within(at, DATA);
            }
            for (String step : path.subList(0, path.size() - 1)) {
                at = within(at, step);
            }
            String last = path.get(path.size() - 1);
            put(at, isAttribute ? last.substring(ATTRIBUTE.length()) : last, ofValue(field));
            if (path.size() == 1 && isRequired(definition, field) && !isIndex(last)) {
                at.addRequiredItem(isAttribute ? last.substring(ATTRIBUTE.length()) : last);
            }
        }
        return document;
    }

    /** Where there are cancellations, a record that is one lacks what others must have. */
    private static boolean isRequired(Definition definition, Field field) {
        return !field.isOptional()
                && field.otherwise() == null
                && (definition.cancellations() == null || field.name().equals(definition.time()));
    }

    private static Schema<?> within(Schema<?> schema, String step) {
        Schema<?> known = isIndex(step)
                ? schema.getItems()
                : schema.getProperties() == null ? null : schema.getProperties().get(step);
        if (known != null) {
            return known;
        }
        Schema<?> inner = typed("object");
        put(schema, step, inner);
        return inner;
    }

    private static void put(Schema<?> schema, String step, Schema<?> inner) {
        if (isIndex(step)) {
            schema.setTypes(Set.of("array"));
            schema.setItems(inner);
        } else {
            schema.addProperty(step, inner);
        }
    }

    private static boolean isIndex(String step) {
        return step.startsWith("[") && step.endsWith("]");
    }

    private static Schema<?> ofValue(Field field) {
        Set<String> types = new LinkedHashSet<>();
        types.add(type(field));
        for (String form : field.accept()) {
            switch (form) {
                case "text" -> types.add("string");
                case "number", "float" -> types.add("number");
                default -> {}
            }
        }
        Schema<?> value = new JsonSchema();
        value.setTypes(types);
        switch (field.type()) {
            case STRING -> value.setMaxLength(field.max() == null ? null : Math.toIntExact(field.max()));
            case INTEGER, DECIMAL -> {
                value.setMinimum(bound(field.min(), field.scale()));
                value.setMaximum(bound(field.max(), field.scale()));
            }
            case TIME -> types.add("number");
            case BOOLEAN -> {}
        }
        return value.description(description(field));
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case STRING, TIME -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
        };
    }

    private static @Nullable BigDecimal bound(@Nullable Long bound, int scale) {
        return bound == null ? null : BigDecimal.valueOf(bound, scale);
    }

    private static @Nullable String description(Field field) {
        String otherwise = field.otherwise();
        String places = field.type() == Field.Type.DECIMAL ? "At most " + field.scale() + " decimals. " : "";
        String zone = field.type() == Field.Type.TIME ? "A time; without a zone, of " + field.zone() + ". " : "";
        String absent = otherwise == null ? "" : otherwise + " when it is absent. ";
        String all = (places + zone + absent).strip();
        return all.isEmpty() ? null : all;
    }

    private static Schema<?> ofText(Definition definition) {
        Definition.Csv csv = definition.source().csv();
        List<String> columns = csv == null ? List.of() : csv.columns();
        String read = definition.fields().stream()
                .map(field -> field.path().get(0))
                .distinct()
                .collect(Collectors.joining(", "));
        return typed("string")
                .description(
                        columns.isEmpty()
                                ? "The names of the columns in the first row. Read are: " + read
                                : "Rows of " + String.join(", ", columns));
    }

    private static Schema<?> typed(String type) {
        Schema<?> schema = new JsonSchema();
        schema.setTypes(Set.of(type));
        return schema;
    }
}
