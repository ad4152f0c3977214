package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonField;
import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.store.WindowResult;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The keys of a pipeline by one of its measures, the highest first; of equals by name. */
final class Ranking {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String measure;
    private final List<String> by;
    private final BinaryOperator<BigDecimal> overWindows;

    /** @param overWindows how the values of several windows become one */
    Ranking(String measure, List<String> by, BinaryOperator<BigDecimal> overWindows) {
        this.measure = measure;
        this.by = by;
        this.overWindows = overWindows;
    }

    /** The {@code most} highest: the values of what they are counted by, the key as in requests, and the measure. */
    List<Json> of(List<WindowResult> results, int most) {
        Map<String, Ranked> byKey = new HashMap<>();
        for (WindowResult result : results) {
            Map<String, JsonField> fields = JsonObject.read(result.json()).fields();
            JsonField field = fields.get(measure);
            // A window in which nothing has a value, or one from before the measure was added, ranks nobody.
            if (field != null && field.kind() == JsonField.Kind.NUMBER) {
                Ranked ranked = new Ranked(result.dimension(), fields, new BigDecimal(field.text()));
                byKey.merge(ranked.key, ranked, (one, other) -> other.with(overWindows.apply(one.value, other.value)));
            }
        }
        return byKey.values().stream()
                .sorted(Comparator.comparing(Ranked::value).reversed().thenComparing(Ranked::key))
                .limit(most)
                .map(this::told)
                .toList();
    }

    private Json told(Ranked ranked) {
        Map<String, Object> told = new LinkedHashMap<>();
        by.forEach(name -> {
            JsonField field = ranked.fields.get(name);
            told.put(name, field == null ? "" : field.text());
        });
        told.put("key", ranked.key);
        told.put(measure, ranked.value);
        return Json.written(MAPPER.writeValueAsBytes(told));
    }

    private record Ranked(String key, Map<String, JsonField> fields, BigDecimal value) {

        Ranked with(BigDecimal other) {
            return new Ranked(key, fields, other);
        }
    }
}
