package dev.turnstile.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file, its merge keys resolved. */
record Compose(Map<String, Service> services) {

    static final Path DIRECTORY = Path.of("../compose");

    /** The parser's own bound of 50 is for files of strangers: each service here is put together of two or three. */
    private static final int MOST_ALIASES = 200;

    /** One service, as the file has it. */
    record Service(String name, Map<String, Object> fields) {

        String image() {
            return fields.get("image").toString();
        }

        List<Object> list(String field) {
            return fields.get(field) instanceof List<?> list ? List.copyOf(list) : List.of();
        }

        Map<String, Object> map(String field) {
            return fields.get(field) instanceof Map<?, ?> map ? texts(map) : Map.of();
        }

        boolean isOurs() {
            return image().startsWith("turnstile/");
        }
    }

    static Compose read() throws IOException {
        Map<String, Object> file = yaml(DIRECTORY.resolve("compose.yaml"));
        Map<String, Service> services = new TreeMap<>();
        texts((Map<?, ?>) file.get("services"))
                .forEach((name, fields) -> services.put(name, new Service(name, texts((Map<?, ?>) fields))));
        return new Compose(services);
    }

    static Map<String, Object> yaml(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        Map<?, ?> root = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
        return texts(root);
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new TreeMap<>();
        map.forEach((key, value) -> texts.put(key.toString(), value));
        return texts;
    }
}
