package dev.turnstile.kubernetes;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the applications say in their sources, where no class can be asked: their jars are not libraries. */
final class Sources {

    private static final Path PROJECT = Path.of("../..");
    private static final Pattern TOPIC = Pattern.compile("\\bTopics\\.([A-Z_]+)");
    private static final Pattern SETTING = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PARALLELISM|PIPELINES)\"");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^([a-z][a-z0-9.-]*)=");
    private static final Pattern VARIABLE_IN_A_COMMENT = Pattern.compile("(?m)^# ([A-Z][A-Z0-9_]+)=");

    /** Upper case, and no settings: protocols, and kinds of alerts. */
    private static final Set<String> WORDS = Set.of(
            "SASL_PLAINTEXT",
            "SASL_SSL",
            "LEDGER_MISMATCH",
            "CONFLICTING_DUPLICATES",
            "UNFOUNDED_CANCELLATIONS",
            "HIGH_PAYMENTS_FROM_THREE_PLACES",
            "PRICE_DROP",
            "PRICE_SPIKE",
            "VIDEO_BLACK",
            "VIDEO_FROZEN",
            "VIDEO_SILENT");

    private Sources() {}

    /** The variables that a module reads. */
    static Set<String> settings(String module) {
        Set<String> settings = new TreeSet<>();
        for (String source : read(module, ".java")) {
            SETTING.matcher(source).results().map(match -> match.group(1)).forEach(settings::add);
        }
        settings.removeAll(WORDS);
        return settings;
    }

    /** What can be set in Spring by variables, as far as the module has something to say of it. */
    static Set<String> springSettings(String module) {
        Set<String> settings = new TreeSet<>();
        for (String properties : read(module, ".properties")) {
            PROPERTY.matcher(properties)
                    .results()
                    .map(match ->
                            match.group(1).replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                    .forEach(settings::add);
            VARIABLE_IN_A_COMMENT
                    .matcher(properties)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(settings::add);
        }
        return settings;
    }

    /** Those that the dashboard reads: it names no other. */
    static Set<String> topicsOfTheDashboard() {
        String source = read("results-dashboard", ".java").stream().collect(Collectors.joining());
        return TOPIC.matcher(source)
                .results()
                .map(Sources::topic)
                .map(TopicDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TopicDefinition topic(MatchResult match) {
        try {
            return (TopicDefinition) Topics.class.getField(match.group(1)).get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Topics has no " + match.group(1), e);
        }
    }

    private static Set<String> read(String module, String ending) {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(Sources::text)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
