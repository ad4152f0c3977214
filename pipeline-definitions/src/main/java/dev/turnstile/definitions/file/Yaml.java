package dev.turnstile.definitions.file;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Makes a tree of a file's text in which everything has its place; of YAML only what cannot do harm. */
final class Yaml {

    /** Of a file, with the schema that was put into it. */
    static final int MOST_CHARACTERS = 256 * 1024;

    private static final int MOST_DEPTH = 16;

    /** Every value is text: 2.50 stays 2.50, and NO a country. */
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .build();

    private Yaml() {}

    /** The tree; empty when there is none, which is then among the mistakes. */
    static Optional<Node> read(String text, Mistakes mistakes) {
        try {
            if (!isPlain(text, mistakes)) {
                return Optional.empty();
            }
            Optional<Node> node = new Compose(SETTINGS).composeString(text);
            if (node.isEmpty()) {
                mistakes.add(Place.BEGINNING, "the file is empty: expected a definition, which begins with pipeline:");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            mistakes.add(Place.of(e.getProblemMark()), "this is no YAML: " + problem(e));
        } catch (YamlEngineException e) {
            mistakes.add(Place.BEGINNING, "this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Looked at before a tree is made: references to other parts can make a small file a huge one, tags a class. */
    private static boolean isPlain(String text, Mistakes mistakes) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            Optional<String> wrong = wrongWith(event, depth);
            if (wrong.isPresent()) {
                mistakes.add(Place.of(event.getStartMark()), wrong.get());
                return false;
            }
        }
        return true;
    }

    private static Optional<String> wrongWith(Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return Optional.of("references such as *" + alias.getAlias() + " are not read: write the value out");
        }
        if ((event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent start
                        && start.getTag().isPresent())) {
            return Optional.of("tags, which begin with an exclamation mark, are not read: write the value alone,"
                    + " in quotation marks if it begins so itself");
        }
        return depth > MOST_DEPTH
                ? Optional.of("expected at most " + MOST_DEPTH + " lists and mappings within each other")
                : Optional.empty();
    }

    private static String problem(MarkedYamlEngineException e) {
        return (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem();
    }
}
