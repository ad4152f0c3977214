package dev.turnstile.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that the page's files keep, and that nothing but a browser would notice otherwise. */
class PageFilesTest {

    private static final Path ROOT = Path.of("src", "main", "resources", "static");
    private static final Pattern IMPORT = Pattern.compile("(?:import|from)\\s*\\(?\\s*'([^']+)'");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"\\./_static/");
    private static final Pattern MAPPED_TO = Pattern.compile("\"\\./(_static/[^\"]+)\"");
    private static final Pattern REACTIVE = Pattern.compile("static properties = \\{(.*?)};", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(\\w+): \\{");

    @Test
    void every_import_leads_to_a_file() {
        List<String> mapped = matches(MAPPED, read(ROOT.resolve("index.html")));
        List<String> dead = new ArrayList<>();
        for (Path script : files(".js")) {
            for (String target : matches(IMPORT, read(script))) {
                boolean isThere = target.startsWith(".")
                        ? Files.isRegularFile(script.resolveSibling(target).normalize())
                        : mapped.stream().anyMatch(it -> it.endsWith("/") ? target.startsWith(it) : target.equals(it));
                if (!isThere) {
                    dead.add(script + " imports " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    /** The versions in the import map are those of the pom, or a browser would find nothing there. */
    @Test
    void the_import_map_leads_into_the_libraries_that_are_served() {
        List<String> targets = matches(MAPPED_TO, read(ROOT.resolve("index.html")));

        // A jar has no entries for directories, but each of these packages has its package.json.
        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(getClass()
                                .getResource("/META-INF/resources/"
                                        + (target.endsWith("/") ? target + "package.json" : target)))
                        .as(target)
                        .isNotNull());
    }

    @Test
    void only_one_file_knows_how_the_stream_comes() {
        assertThat(filesWith("EventSource(", ".js")).containsExactly(ROOT.resolve(Path.of("js", "stream-source.js")));
    }

    @Test
    void what_comes_in_is_never_made_markup_or_code() {
        for (String door :
                List.of("innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "unsafeSVG", "eval(")) {
            assertThat(filesWith(door, ".js")).as(door).isEmpty();
        }
    }

    @Test
    void nothing_is_fetched_from_elsewhere_and_no_style_stands_in_markup() {
        for (String ending : List.of(".js", ".css", ".html")) {
            assertThat(filesWith("://", ending)).isEmpty();
            assertThat(filesWith(" style=\"", ending)).isEmpty();
        }
    }

    /** A class field hides the accessor that Lit makes for a property: it would change without being drawn. */
    @Test
    void no_reactive_property_is_hidden_by_a_class_field() {
        for (Path script : files(".js")) {
            String text = read(script);
            for (String properties : matches(REACTIVE, text)) {
                for (String property : matches(NAME, properties)) {
                    assertThat(text)
                            .as("%s, %s", script, property)
                            .doesNotContainPattern("(?m)^  " + property + "( =|;)");
                }
            }
        }
    }

    @Test
    void files_stay_small() {
        Stream.of(".js", ".css")
                .flatMap(ending -> files(ending).stream())
                .forEach(file -> assertThat(read(file).lines().count())
                        .as(file.toString())
                        .isLessThanOrEqualTo(300));
    }

    private static List<Path> filesWith(String content, String ending) {
        return files(ending).stream()
                .filter(file -> read(file).contains(content))
                .toList();
    }

    private static List<Path> files(String ending) {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            List<Path> found = walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).as("files that end in %s", ending).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
