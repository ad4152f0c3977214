package dev.turnstile.analytics.transactions;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.settings.SettingException;
import dev.turnstile.events.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads the rules: those of the module, and over them those of the file that a setting names. */
final class RulesFile {

    static final String SETTING = "TRANSACTIONS_RULES";

    private static final String EXAMPLE = "/etc/turnstile/transactions.yaml";
    private static final int MOST_CHARACTERS = 64 * 1024;

    /** Every value is text, so that 0.95 never is a binary fraction. */
    private static final LoadSettings YAML = LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();

    private final String name;

    private RulesFile(String name) {
        this.name = name;
    }

    /**
     * The rules in force.
     *
     * @throws SettingException in one line, if the file cannot be read or says what cannot be
     */
    static Rules in(Environment settings) {
        Rules defaults = new RulesFile("rules.yaml").read(ownText(), null);
        return settings.text(SETTING)
                .map(path -> new RulesFile(path).read(text(path), defaults))
                .orElse(defaults);
    }

    private Rules read(String yaml, @Nullable Rules otherwise) {
        Map<String, Object> fields = fields("the file", loaded(yaml));
        Rules rules = new Rules(
                take(fields, "minimum_amount", this::money, otherwise == null ? null : otherwise.minimumAmount()),
                take(fields, "high_value_amount", this::money, otherwise == null ? null : otherwise.highValueAmount()),
                take(fields, "discounts", this::discounts, otherwise == null ? null : otherwise.discounts()),
                take(
                        fields,
                        "three_places_within",
                        this::duration,
                        otherwise == null ? null : otherwise.threePlacesWithin()));
        if (!fields.isEmpty()) {
            throw wrong("has " + fields.keySet().iterator().next() + ", which is no rule");
        }
        return rules;
    }

    private @Nullable Object loaded(String yaml) {
        try {
            return new Load(YAML).loadFromString(yaml);
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> " in line " + (mark.getLine() + 1))
                    .orElse("");
            throw wrong("is no YAML" + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw wrong("is no YAML: " + e.getMessage());
        }
    }

    private Map<String, Object> fields(String what, @Nullable Object value) {
        Map<String, Object> fields = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> fields.put(String.valueOf(key), entry));
            return fields;
        }
        throw wrong("is wrong: expected " + what + " to be names with values, was " + value);
    }

    private static <T> T take(
            Map<String, Object> fields, String field, Function<Field, T> reader, @Nullable T otherwise) {
        return fields.containsKey(field)
                ? reader.apply(new Field(field, fields.remove(field)))
                : Objects.requireNonNull(otherwise, field);
    }

    private Money money(Field field) {
        return field.read(
                "an amount such as 100.00",
                this,
                text -> Money.ofCents(
                        new BigDecimal(text).movePointRight(2).setScale(0).longValueExact()));
    }

    private Duration duration(Field field) {
        return field.read("a time such as 5 min", this, TimeUtils::parseDuration);
    }

    private Discounts discounts(Field field) {
        Map<String, BigDecimal> multipliers = new TreeMap<>();
        fields(field.name(), field.value()).forEach((category, value) -> {
            Field multiplier = new Field(field.name() + "." + category, value);
            multipliers.put(category, multiplier.read("more than 0, at most 1", this, RulesFile::multiplier));
        });
        return new Discounts(multipliers);
    }

    private static BigDecimal multiplier(String text) {
        BigDecimal multiplier = new BigDecimal(text);
        if (multiplier.signum() <= 0 || multiplier.compareTo(BigDecimal.ONE) > 0 || multiplier.scale() > 6) {
            throw new IllegalArgumentException("no multiplier");
        }
        return multiplier;
    }

    private SettingException wrong(String problem) {
        return new SettingException(SETTING, "names " + name + ", which " + problem, EXAMPLE);
    }

    private static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | RuntimeException e) {
            throw new SettingException(SETTING, "names " + path + ", which cannot be read (" + e + ")", EXAMPLE);
        }
    }

    private static String ownText() {
        try (InputStream in = Objects.requireNonNull(RulesFile.class.getResourceAsStream("rules.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rules of the module", e);
        }
    }

    /** One value as the file has it. */
    private record Field(String name, @Nullable Object value) {
        private <T> T read(String expected, RulesFile file, Function<String, T> parser) {
            try {
                if (value instanceof String text) {
                    T parsed = parser.apply(text.trim());
                    if (!(parsed instanceof Money money && money.cents() < 0)
                            && !(parsed instanceof Duration duration && (duration.isZero() || duration.isNegative()))) {
                        return parsed;
                    }
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                // Said below, with the name.
            }
            throw file.wrong("says " + name + ": " + value + "; expected " + expected);
        }
    }
}
