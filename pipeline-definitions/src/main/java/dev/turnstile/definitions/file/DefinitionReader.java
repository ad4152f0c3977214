package dev.turnstile.definitions.file;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Definition.Page;
import dev.turnstile.definitions.Definition.Results;
import dev.turnstile.definitions.Definition.Source;
import dev.turnstile.definitions.Definition.Top;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.events.json.JsonDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file from top to bottom, and makes a definition of it. */
final class DefinitionReader {

    private static final int MOST_TITLE = 80;
    private static final int MOST_KEY_FIELDS = 8;
    /** In UTF-8, with what stands beside it in the state, less than 64 KiB. */
    private static final int MOST_CHARACTERS_OF_A_KEY = 4_096;

    private static final int MOST_CHARACTERS_OF_A_NUMBER = 20;
    private static final int SHOWN_FIRST = 3;
    private static final int MOST_SHOWN = 12;
    private static final int USUAL_KEEP = 100;
    private static final int MOST_KEEP = 10_000;
    private static final Duration USUAL_OUT_OF_ORDER = Duration.ofSeconds(30);
    private static final Duration USUAL_CORRECTED_FOR = Duration.ofMinutes(10);
    private static final Duration MOST_OUT_OF_ORDER = Duration.ofDays(1);
    private static final Duration MOST_CORRECTED_FOR = Duration.ofDays(7);
    private static final Set<Field.Type> KEYS_OF_WINDOWS =
            EnumSet.of(Field.Type.STRING, Field.Type.INTEGER, Field.Type.BOOLEAN);

    private final Mapping file;
    private final SchemaFiles schemas;

    DefinitionReader(Mapping file, SchemaFiles schemas) {
        this.file = file;
        this.schemas = schemas;
    }

    /** The definition; only good when there were no mistakes. */
    Definition read(String text) {
        String pipeline = file.require("pipeline", "pipeline: online-retail")
                .flatMap(Names::pipeline)
                .orElse("");
        Source source = file.require("source", "source: {topics: [retail-lines]}")
                .map(new SourceSection(schemas)::read)
                .orElse(SourceSection.NONE);
        Declared<Field> fields = file.require("fields", "fields: {at: {type: time}}")
                .map(new FieldsSection(source)::read)
                .orElseGet(() -> new Declared<>("field"));
        Declared<Measure> measures = file.require("measures", "measures: {records: {count: all}}")
                .map(new MeasuresSection(
                        fields,
                        ConditionText::overFields,
                        file.get("cancellations").isPresent())::read)
                .orElseGet(() -> new Declared<>("measure"));
        List<String> id = file.get("id").map(value -> names(value, fields)).orElse(List.of());
        List<String> by =
                file.get("by").map(value -> by(value, fields, measures)).orElse(List.of());
        Page page = page(measures);
        return new Definition(
                pipeline,
                file.get("title").flatMap(DefinitionReader::title).orElse(pipeline),
                source,
                fields.all(),
                id,
                file.require("time", "time: at, the field that is the event time")
                        .flatMap(value -> time(value, fields))
                        .orElse(""),
                file.get("where")
                        .flatMap(value -> ConditionText.overFields(value, fields))
                        .orElse(null),
                file.get("cancellations")
                        .flatMap(value -> Mapping.of(value, Keys.CANCELLATIONS))
                        .flatMap(new CancellationsSection(fields, measures, id)::read)
                        .orElse(null),
                by,
                measures.all(),
                file.get("windows").map(new WindowsSection()::read).orElse(WindowsSection.OTHERWISE),
                duration("out_of_order", USUAL_OUT_OF_ORDER, MOST_OUT_OF_ORDER),
                duration("corrected_for", USUAL_CORRECTED_FOR, MOST_CORRECTED_FOR),
                top(by, measures, page),
                file.get("alerts")
                        .map(
                                new AlertsSection(
                                        measures, (value, of) -> ConditionText.overMeasures(value, of, fields))::read)
                        .orElse(List.of()),
                page,
                file.get("results")
                        .flatMap(value -> Mapping.of(value, Keys.RESULTS))
                        .flatMap(keys -> results(keys, source, by))
                        .orElse(null),
                schemas.inlined(text));
    }

    private static Optional<String> title(Value value) {
        return value.read(
                "a title of at most " + MOST_TITLE + " characters",
                text -> Optional.of(text).filter(fits -> fits.codePointCount(0, fits.length()) <= MOST_TITLE));
    }

    /** Names of fields that there are, each once. */
    private static List<String> names(Value value, Declared<Field> fields) {
        List<String> names = new ArrayList<>();
        for (Value item : value.list("a field, or a list of fields", MOST_KEY_FIELDS)) {
            fields.find(item).ifPresent(field -> {
                if (names.contains(field.name())) {
                    item.wrong(field.name() + " is here twice: take one out");
                }
                names.add(field.name());
            });
        }
        return names;
    }

    private static List<String> by(Value value, Declared<Field> fields, Declared<Measure> measures) {
        List<String> by = names(value, fields);
        long characters = by.stream()
                .flatMap(name ->
                        fields.all().stream().filter(field -> field.name().equals(name)))
                .mapToLong(DefinitionReader::mostCharacters)
                .sum();
        if (characters > MOST_CHARACTERS_OF_A_KEY) {
            value.wrong("the values of a window together have up to " + characters + " characters, expected at most "
                    + MOST_CHARACTERS_OF_A_KEY + ": give the fields a smaller max");
        }
        for (Value item : value.list("fields", MOST_KEY_FIELDS)) {
            fields.find(item).ifPresent(field -> {
                Names.inResults(field.name(), item, "give the field another name, and write path: " + field.name());
                if (measures.all().stream().anyMatch(measure -> measure.name().equals(field.name()))) {
                    item.wrong("there is a measure " + field.name()
                            + " too: results would have two, give one another name");
                }
                if (!KEYS_OF_WINDOWS.contains(field.type())) {
                    item.wrong("windows are for values of type string, integer or boolean, and " + field.name()
                            + " is of type " + FieldsSection.word(field.type()));
                }
                if (field.isOptional() && field.otherwise() == null) {
                    item.wrong(field.name() + " is optional, and a record without it would have no window:"
                            + " give it a default, such as default: unknown");
                }
            });
        }
        return by;
    }

    private static long mostCharacters(Field field) {
        Long max = field.max();
        return field.type() != Field.Type.STRING
                ? MOST_CHARACTERS_OF_A_NUMBER
                : max == null ? JsonDocument.MOST_CHARACTERS : max;
    }

    private static Optional<String> time(Value value, Declared<Field> fields) {
        return fields.find(value).map(field -> {
            if (field.type() != Field.Type.TIME) {
                value.wrong("the event time must be a field of type time, and " + field.name() + " is of type "
                        + FieldsSection.word(field.type()));
            } else if (field.isOptional() || field.otherwise() != null) {
                value.wrong("each record must have its event time, and " + field.name()
                        + " may be absent: take optional and default out there");
            }
            return field.name();
        });
    }

    private Duration duration(String key, Duration otherwise, Duration most) {
        return file.get(key)
                .flatMap(value -> value.read(
                        "a length of at most " + Numbers.written(most) + ", such as " + Numbers.written(otherwise),
                        text -> Numbers.duration(text).filter(length -> length.compareTo(most) <= 0)))
                .orElse(otherwise);
    }

    private Page page(Declared<Measure> measures) {
        List<String> first =
                measures.all().stream().limit(SHOWN_FIRST).map(Measure::name).toList();
        Optional<Mapping> page = file.get("page").flatMap(value -> Mapping.of(value, Keys.PAGE));
        List<String> headline = page.flatMap(keys -> keys.get("headline"))
                .map(value -> shown(value, measures))
                .orElse(first);
        return new Page(
                headline,
                page.flatMap(keys -> keys.get("charts"))
                        .map(value -> shown(value, measures))
                        .orElse(headline));
    }

    private static List<String> shown(Value value, Declared<Measure> measures) {
        return value.list("a measure, or a list of measures", MOST_SHOWN).stream()
                .flatMap(item -> measures.find(item).stream())
                .map(Measure::name)
                .distinct()
                .toList();
    }

    private @Nullable Top top(List<String> by, Declared<Measure> measures, Page page) {
        Optional<Value> top = file.get("top");
        if (top.isEmpty()) {
            return by.isEmpty() || page.headline().isEmpty()
                    ? null
                    : new Top(page.headline().get(0), USUAL_KEEP);
        }
        if (file.get("by")
                .map(value -> value.list("fields", MOST_KEY_FIELDS).isEmpty())
                .orElse(true)) {
            top.get().wrong("there is nothing to rank, because by has no field: take top out");
        }
        return top.flatMap(value -> Mapping.of(value, Keys.TOP))
                .flatMap(keys -> keys.require("by", "by: net, a measure")
                        .flatMap(measures::find)
                        .map(measure -> new Top(
                                measure.name(),
                                keys.get("keep")
                                        .flatMap(value -> value.number("a number of keys", 1, MOST_KEEP))
                                        .orElse(USUAL_KEEP))))
                .orElse(null);
    }

    private static Optional<Results> results(Mapping keys, Source source, List<String> by) {
        Optional<String> topic = keys.require("topic", "topic: category-totals").flatMap(Names::topic);
        topic.filter(source.topics()::contains)
                .ifPresent(name -> keys.get("topic")
                        .ifPresent(
                                value -> value.wrong(name + " is where the records come from: choose another topic")));
        Declared<String> keyFields = new Declared<>("field in by");
        by.forEach(name -> keyFields.put(name, Optional.of(name)));
        List<String> key = keys.require("key", "key: category, a field of by")
                .map(value -> value.list("a field, or a list of fields", MOST_KEY_FIELDS).stream()
                        .flatMap(item -> keyFields.find(item).stream())
                        .toList())
                .orElse(List.of());
        return topic.map(name -> new Results(name, key));
    }
}
