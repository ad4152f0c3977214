package dev.turnstile.definitions.file;

import dev.turnstile.definitions.NearestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A part of the file that has values by name. */
final class Mapping {

    private final Value value;
    private final Map<Value, Value> entries;
    private final Map<String, Value> byName = new LinkedHashMap<>();

    private Mapping(Value value, Map<Value, Value> entries) {
        this.value = value;
        this.entries = entries;
    }

    /** A part whose names are known. */
    static Optional<Mapping> of(Value value, Keys keys) {
        Optional<Mapping> mapping = ofAnyNames(value, keys.what() + " with " + String.join(", ", keys.names()));
        mapping.ifPresent(found -> found.entries.keySet().forEach(key -> known(key, keys)));
        return mapping;
    }

    /** A part whose names the file chooses. */
    static Optional<Mapping> ofAnyNames(Value value, String expected) {
        if (!(value.node() instanceof MappingNode node)) {
            return value.unexpected(expected);
        }
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            entries.put(
                    new Value(tuple.getKeyNode(), value.mistakes()), new Value(tuple.getValueNode(), value.mistakes()));
        }
        Mapping mapping = new Mapping(value, entries);
        entries.forEach(mapping::put);
        return Optional.of(mapping);
    }

    private void put(Value key, Value entry) {
        key.text("a name").ifPresent(name -> {
            Value earlier = byName.putIfAbsent(name, entry);
            if (earlier != null) {
                key.wrong(name + " is here twice: take one out, the first is in line "
                        + earlier.place().line());
            }
        });
    }

    private static void known(Value key, Keys keys) {
        key.text("a name").filter(name -> !keys.names().contains(name)).ifPresent(name -> {
            String nearest = NearestName.question(name, keys.names());
            key.wrong(keys.what() + " has no " + name
                    + (nearest.isEmpty() ? "; it has " + String.join(", ", keys.names()) : nearest));
        });
    }

    /** All values, with their names. */
    Map<Value, Value> entries() {
        return entries;
    }

    Optional<Value> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A value that must be there. */
    Optional<Value> require(String name, String example) {
        Optional<Value> found = get(name);
        if (found.isEmpty()) {
            value.wrong(name + " is missing: write " + example);
        }
        return found;
    }

    Value value() {
        return value;
    }
}
