package dev.turnstile.terraform;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One cloud's configuration.
 *
 * @param blocks kind of block, such as {@code variable}, → its blocks by name
 * @param text all files, without comments
 */
record Configuration(Map<String, Map<String, Object>> blocks, String text) {

    private static final Map<String, Configuration> PARSED = new ConcurrentHashMap<>();
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
    private static final Pattern REFERENCE = Pattern.compile("(?<![\\w.\"-])((?:var|local)\\.\\w+"
            + "|(?:data|ephemeral)\\.\\w+\\.\\w+|(?:aws|google|random|tls)_\\w+\\.\\w+)");

    static Configuration of(String cloud) {
        return PARSED.computeIfAbsent(cloud, Configuration::parse);
    }

    private static Configuration parse(String cloud) {
        Map<String, Map<String, Object>> blocks = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        for (Path file : files(cloud)) {
            String source = read(file);
            text.append(COMMENT.matcher(source).replaceAll("")).append('\n');
            parse(file, source)
                    .forEach((kind, named) -> blocks.merge(kind.toString(), named(named), Configuration::both));
        }
        return new Configuration(blocks, text.toString());
    }

    static Configuration parsed(String source) {
        Map<String, Map<String, Object>> blocks = new TreeMap<>();
        parse(Path.of("given"), source).forEach((kind, named) -> blocks.put(kind.toString(), named(named)));
        return new Configuration(blocks, source);
    }

    Set<String> names(String kind) {
        return Set.copyOf(blocks.getOrDefault(kind, Map.of()).keySet());
    }

    Map<String, Object> block(String kind, String name) {
        return named(blocks.get(kind).get(name));
    }

    /** What is referred to and is nowhere defined. */
    Set<String> unresolved() {
        Set<String> defined = defined();
        return references().stream()
                .filter(reference -> !defined.contains(reference))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> references() {
        return REFERENCE
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> defined() {
        Set<String> defined = new TreeSet<>();
        blocks.getOrDefault("variable", Map.of()).keySet().forEach(name -> defined.add("var." + name));
        blocks.getOrDefault("locals", Map.of()).keySet().forEach(name -> defined.add("local." + name));
        Map.of("resource", "", "data", "data.", "ephemeral", "ephemeral.")
                .forEach((kind, prefix) -> blocks.getOrDefault(kind, Map.of())
                        .forEach((type, named) ->
                                named(named).keySet().forEach(name -> defined.add(prefix + type + "." + name))));
        return defined;
    }

    /** A type of resource has names in several files. */
    private static Map<String, Object> both(Map<String, Object> some, Map<String, Object> others) {
        Map<String, Object> all = new TreeMap<>(some);
        // The parser has no value for a local one that it cannot work out.
        others.forEach((name, block) -> all.put(
                name,
                block instanceof Map && all.get(name) instanceof Map
                        ? both(named(all.get(name)), named(block))
                        : block));
        return all;
    }

    private static List<Path> files(String cloud) {
        try (Stream<Path> files = Files.list(Path.of(cloud))) {
            return files.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> parse(Path file, String source) {
        try {
            return new HCLParser().parse(source);
        } catch (HCLParserException | IOException e) {
            throw new AssertionError(file + " is no HCL: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // The parser's maps have names for keys.
    private static Map<String, Object> named(Object block) {
        return (Map<String, Object>) block;
    }
}
