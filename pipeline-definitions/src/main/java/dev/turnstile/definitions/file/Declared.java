package dev.turnstile.definitions.file;

import dev.turnstile.definitions.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file declares by name, and may refer to. What has mistakes of its own is known by its name, so that nobody is told
 * that it does not exist.
 */
final class Declared<T> {

    private static final int MOST_SHOWN = 12;

    private final String what;
    private final Map<String, Optional<T>> byName = new LinkedHashMap<>();

    /** @param what for messages, such as {@code field} */
    Declared(String what) {
        this.what = what;
    }

    void put(String name, Optional<T> declared) {
        byName.putIfAbsent(name, declared);
    }

    /** What a value refers to; empty when it has mistakes, or does not exist, which is then noted. */
    Optional<T> find(Value reference) {
        return reference.text("the name of a " + what).flatMap(name -> {
            Optional<T> found = byName.get(name);
            if (found == null) {
                reference.wrong("there is no " + what + " " + name + hint(name));
                return Optional.empty();
            }
            return found;
        });
    }

    private String hint(String name) {
        String nearest = NearestName.question(name, byName.keySet());
        return nearest.isEmpty()
                ? "; there are "
                        + String.join(
                                ", ", byName.keySet().stream().limit(MOST_SHOWN).toList())
                        + (byName.size() > MOST_SHOWN ? ", …" : "")
                : nearest;
    }

    /** Those without mistakes, in the order of the file. */
    List<T> all() {
        return byName.values().stream().flatMap(Optional::stream).toList();
    }

    /** Whether none has mistakes. */
    boolean isWhole() {
        return byName.values().stream().allMatch(Optional::isPresent);
    }
}
