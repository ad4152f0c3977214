package dev.turnstile.analytics.defined;

import dev.turnstile.analytics.windows.Layout;
import dev.turnstile.analytics.windows.WindowTotal;
import dev.turnstile.analytics.windows.WindowedTotals;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Field;
import dev.turnstile.definitions.Measure;
import dev.turnstile.definitions.reading.Row;
import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A definition's results: pipeline, window unless it is the live one, the values that it counts by, the measures in the
 * order of the file, and how settled it is.
 */
final class ResultJson implements WindowedTotals.ResultFormat {

    /** Between the values of a key: a control character, which no text may have. */
    static final char BETWEEN_VALUES = '\u001f';

    private final Definition definition;
    private final Plan plan;

    ResultJson(Definition definition, Plan plan) {
        this.definition = definition;
        this.plan = plan;
    }

    @Override
    public String topic(WindowTotal total, String usual) {
        return isOfItsOwnTopic(total) ? own().topic() : usual;
    }

    private boolean isOfItsOwnTopic(WindowTotal total) {
        return definition.results() != null && total.isLive() && total.status() != Status.PROVISIONAL;
    }

    private Definition.Results own() {
        return Objects.requireNonNull(definition.results());
    }

    @Override
    public String key(WindowTotal total) {
        if (isOfItsOwnTopic(total)) {
            return valuesOf(own().key(), total);
        }
        String pipeline = total.isLive()
                ? definition.pipeline()
                : definition.pipeline() + "/"
                        + definition.windows().get(total.window()).name();
        return pipeline + "|" + keyOf(total.key()) + "|" + Instant.ofEpochMilli(total.windowStart());
    }

    /** The values that are counted by, as people read them. */
    static String keyOf(String values) {
        if (values.indexOf(BETWEEN_VALUES) < 0) {
            return values;
        }
        return Arrays.stream(split(values))
                .map(value -> value.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    private static String[] split(String values) {
        return values.split(String.valueOf(BETWEEN_VALUES), -1);
    }

    @Override
    public byte[] value(WindowTotal total) {
        return JsonWriter.write(json -> {
            json.text("pipeline", definition.pipeline());
            if (!total.isLive()) {
                json.text("window", definition.windows().get(total.window()).name());
            }
            writeKey(json, total.key());
            Settlement settlement = total.settlement();
            settlement.writeWindow(json);
            for (Measure measure : definition.measures()) {
                write(json, measure, total.amounts());
            }
            settlement.writeStatus(json);
        });
    }

    private void writeKey(JsonWriter json, String key) throws IOException {
        String[] values = definition.by().size() == 1 ? new String[] {key} : split(key);
        for (int i = 0; i < definition.by().size(); i++) {
            Field field = definition.field(definition.by().get(i));
            switch (field.type()) {
                case STRING -> json.text(field.name(), values[i]);
                case BOOLEAN -> json.flag(field.name(), Boolean.parseBoolean(values[i]));
                case TIME -> json.time(field.name(), Instant.ofEpochMilli(Long.parseLong(values[i])));
                case INTEGER, DECIMAL ->
                    json.number(field.name(), BigDecimal.valueOf(Long.parseLong(values[i]), field.scale()));
            }
        }
    }

    private void write(JsonWriter json, Measure measure, long[] amounts) throws IOException {
        if (measure instanceof Measure.Extreme extreme
                && definition.field(extreme.field()).type() == Field.Type.TIME) {
            long time = amounts[plan.part(measure.name())];
            json.time(measure.name(), time == Layout.NONE ? null : Instant.ofEpochMilli(time));
            return;
        }
        BigDecimal value = value(measure, amounts);
        if (value != null) {
            json.number(measure.name(), value);
        }
    }

    /** The measures as a row, each at its place in the definition, for conditions; absent where there is no value. */
    Row measures(WindowTotal total) {
        Row row = new Row(definition.measures().size());
        for (int i = 0; i < definition.measures().size(); i++) {
            Measure measure = definition.measures().get(i);
            BigDecimal value = value(measure, total.amounts());
            if (value != null) {
                row.setNumber(i, value.movePointRight(measure.scale()).longValue());
            }
        }
        return row;
    }

    /** One of the measures of such a row. */
    double asDouble(int measure, Row measures) {
        return BigDecimal.valueOf(
                        measures.number(measure),
                        definition.measures().get(measure).scale())
                .doubleValue();
    }

    /** A measure's value; null where it has none. */
    private @Nullable BigDecimal value(Measure measure, long[] amounts) {
        if (measure instanceof Measure.Ratio ratio) {
            BigDecimal numerator = value(measureNamed(ratio.numerator()), amounts);
            BigDecimal denominator = value(measureNamed(ratio.denominator()), amounts);
            return numerator == null || denominator == null || denominator.signum() == 0
                    ? null
                    : numerator.divide(denominator, ratio.scale(), RoundingMode.HALF_UP);
        }
        if (measure instanceof Measure.Difference difference) {
            BigDecimal minuend = value(measureNamed(difference.minuend()), amounts);
            BigDecimal subtrahend = value(measureNamed(difference.subtrahend()), amounts);
            return minuend == null || subtrahend == null
                    ? null
                    : minuend.subtract(subtrahend).setScale(difference.scale());
        }
        long amount = amounts[plan.part(measure.name())];
        return measure instanceof Measure.Extreme && amount == Layout.NONE
                ? null
                : BigDecimal.valueOf(amount, measure.scale());
    }

    private Measure measureNamed(String name) {
        return definition.measure(name).orElseThrow();
    }

    private String valuesOf(List<String> fields, WindowTotal total) {
        String[] values = definition.by().size() == 1 ? new String[] {total.key()} : split(total.key());
        return fields.stream()
                .map(field -> values[definition.by().indexOf(field)])
                .collect(Collectors.joining("|"));
    }
}
