package dev.turnstile.definitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnstile.definitions.Definition.AlertRule;
import dev.turnstile.events.Reading;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value on {@code pipeline-definitions}: a definition that runs, in words that need no knowledge of the file's form.
 *
 * @param since when measures were added to the pipeline that ran already, by their names
 * @param resultsSince when its results took the place of those of a definition whose results were of something else; null if
 *     they never did
 */
public record DefinitionRecord(
        Definition definition,
        Map<String, Instant> since,
        @Nullable Instant resultsSince,
        Instant startedAt) {

    /** Names of a record's fields. */
    private static final String RESULTS_SINCE = "results_since";

    private static final JsonFactory JSON = new JsonFactory();
    private static final Instant ALWAYS = Instant.MIN;
    private static final Instant AT_ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final int MOST_MEASURES = 1_000;

    public DefinitionRecord {
        since = Map.copyOf(since);
    }

    /** Of a definition that begins at the beginning. */
    public static DefinitionRecord of(Definition definition, Instant now) {
        return new DefinitionRecord(definition, Map.of(), null, now);
    }

    /**
     * Of a definition that goes on from another one. A measure that was not there is counted from now on.
     *
     * @param before the record of the other one, as JSON
     */
    public static DefinitionRecord after(byte[] before, Definition definition, Instant now) {
        Earlier earlier = earlier(before);
        Map<String, Instant> since = new HashMap<>();
        for (Measure measure : definition.measures()) {
            Instant told = earlier.since().getOrDefault(measure.name(), now);
            if (!told.equals(ALWAYS)) {
                since.put(measure.name(), told);
            }
        }
        return new DefinitionRecord(definition, since, earlier.resultsSince(), now);
    }

    /** Of a definition whose results, computed from the beginning, take the place of another one's. */
    public static DefinitionRecord instead(Definition definition, Instant now) {
        return new DefinitionRecord(definition, Map.of(), now, now);
    }

    /** The text of the definition that a record tells of; empty if it is no such record. */
    public static Optional<String> textIn(byte[] record) {
        try (JsonParser json = JSON.createParser(record)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isText = json.currentName().equals("definition");
                if (json.nextToken() == JsonToken.VALUE_STRING && isText) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * What a record says.
     *
     * @param since of each measure
     */
    private record Earlier(
            Map<String, Instant> since, @Nullable Instant resultsSince) {}

    /** Nothing of a record that is none: then all is new. */
    private static Earlier earlier(byte[] json) {
        Map<String, Instant> measures = new HashMap<>();
        Reading<Earlier> reading = JsonReader.readRecord(json, in -> {
            Instant resultsSince = null;
            String field;
            while ((field = in.nextField()) != null) {
                if (field.equals("measures")) {
                    int unused = in.objects(MOST_MEASURES, () -> {
                        String name = null;
                        Instant since = null;
                        String inner;
                        while ((inner = in.nextField()) != null) {
                            switch (inner) {
                                case "name" -> name = in.text();
                                case "since" -> since = in.time(AT_ANY_TIME);
                                default -> {}
                            }
                        }
                        if (name != null) {
                            measures.put(name, since == null ? ALWAYS : since);
                        }
                    });
                } else if (field.equals(RESULTS_SINCE)) {
                    resultsSince = in.time(AT_ANY_TIME);
                }
            }
            return new Reading.Accepted<>(new Earlier(measures, resultsSince));
        });
        return reading instanceof Reading.Accepted<Earlier> accepted ? accepted.event() : new Earlier(Map.of(), null);
    }

    public byte[] toJson() {
        return JsonWriter.write(json -> {
            json.text("pipeline", definition.pipeline())
                    .text("title", definition.title())
                    .texts("topics", definition.source().topics())
                    .text("format", definition.source().format().name().toLowerCase(Locale.ROOT))
                    .texts("by", definition.by())
                    .objects("measures", definition.measures(), this::write)
                    .objects("windows", definition.windows(), DefinitionRecord::write);
            Definition.Top top = definition.top();
            if (top != null) {
                json.object("top", inside -> inside.text("by", top.by()).number("keep", top.keep()));
            }
            json.texts("headline", definition.page().headline())
                    .texts("charts", definition.page().charts())
                    .texts("alerts", alerts())
                    .number("out_of_order_seconds", definition.outOfOrder().toSeconds())
                    .number("corrected_for_seconds", definition.correctedFor().toSeconds())
                    .time(RESULTS_SINCE, resultsSince)
                    .time("started_at", startedAt)
                    .text("definition", definition.text());
        });
    }

    private List<String> alerts() {
        return definition.alerts().stream()
                .filter(rule -> rule.when() != null)
                .map(AlertRule::name)
                .toList();
    }

    private void write(JsonWriter json, Measure measure) throws IOException {
        json.text("name", measure.name())
                .text("kind", kind(measure))
                .number("scale", measure.scale())
                .text("unit", measure.unit())
                .time("since", since.get(measure.name()));
    }

    private static void write(JsonWriter json, Window window) throws IOException {
        json.text("name", window.name())
                .number("seconds", window.every().toSeconds())
                .text("zone", window.zone().getId())
                .number("sliding_by_seconds", window.slidingBy().toSeconds());
    }

    private static String kind(Measure measure) {
        if (measure instanceof Measure.Count) {
            return "count";
        }
        if (measure instanceof Measure.Sum) {
            return "sum";
        }
        if (measure instanceof Measure.Extreme extreme) {
            return extreme.isMax() ? "max" : "min";
        }
        if (measure instanceof Measure.Distinct distinct) {
            return distinct.isApproximate() ? "approximate_distinct" : "distinct";
        }
        return measure instanceof Measure.Difference ? "difference" : "ratio";
    }
}
