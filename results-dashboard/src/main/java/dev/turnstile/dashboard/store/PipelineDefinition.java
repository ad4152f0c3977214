package dev.turnstile.dashboard.store;

import dev.turnstile.dashboard.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The definition that a pipeline runs by.
 *
 * @param by the fields that it counts by
 * @param measures the numbers of its results, one at least
 * @param windows the live ones first
 * @param rankedBy the measure by which its keys are ranked when nobody says otherwise
 * @param json as on the topic
 */
public record PipelineDefinition(
        String pipeline,
        List<String> by,
        List<DefinedMeasure> measures,
        List<DefinedWindow> windows,
        String rankedBy,
        Json json) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    public PipelineDefinition {
        by = List.copyOf(by);
        measures = List.copyOf(measures);
        windows = List.copyOf(windows);
    }

    /** Reads what the schema of {@code pipeline-definitions} describes; nothing if it has no measures or windows. */
    public static Optional<PipelineDefinition> read(String pipeline, Json json) {
        JsonNode told;
        try {
            told = MAPPER.readTree(json.toString());
        } catch (JacksonException e) {
            return Optional.empty();
        }
        List<DefinedMeasure> measures = told.path("measures")
                .valueStream()
                .map(it -> new DefinedMeasure(
                        it.path("name").asString(""), it.path("kind").asString("")))
                .toList();
        List<DefinedWindow> windows = told.path("windows")
                .valueStream()
                .map(it -> new DefinedWindow(
                        it.path("name").asString(""),
                        it.path("sliding_by_seconds").asLong(0)
                                != it.path("seconds").asLong(0)))
                .toList();
        boolean isNamed =
                measures.stream().allMatch(it -> NAME.matcher(it.name()).matches());
        if (measures.isEmpty() || windows.isEmpty() || !isNamed) {
            return Optional.empty();
        }
        List<String> by =
                told.path("by").valueStream().map(it -> it.asString("")).toList();
        String rankedBy = told.path("top")
                .path("by")
                .asString(told.path("headline").path(0).asString(""));
        return Optional.of(new PipelineDefinition(pipeline, by, measures, windows, rankedBy, json));
    }

    /** The windows of this name; as elsewhere, the live ones have none. */
    public Optional<DefinedWindow> window(String name) {
        return windows.stream()
                .filter(it -> it.name().equals(name.isEmpty() ? windows.get(0).name() : name))
                .findFirst();
    }

    /** The measure of this name, if it has one. */
    public Optional<DefinedMeasure> measure(String name) {
        return measures.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
