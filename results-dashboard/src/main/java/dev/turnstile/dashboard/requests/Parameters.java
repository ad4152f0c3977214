package dev.turnstile.dashboard.requests;

import dev.turnstile.dashboard.requests.ProblemException.Fault;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.events.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one request and collects everything that is wrong with them. A blank one counts as absent.
 */
public final class Parameters {

    private final List<Fault> faults = new ArrayList<>();

    /** Which pipelines are meant: one that must be known, or all. */
    public static Collection<String> pipelines(@Nullable String name, ResultsStore store) {
        return name == null || name.isBlank() ? store.pipelines() : List.of(requirePipeline(name, store));
    }

    /** Ends the request with status 404 if nothing is known of this pipeline. */
    public static String requirePipeline(String name, ResultsStore store) {
        if (!store.pipelines().contains(name)) {
            throw ProblemException.unknownPipeline();
        }
        return name;
    }

    /** Ends the request with status 503 while the topics are still being read. */
    public static void requireCaughtUp(ResultsStore store) {
        if (!store.isCaughtUp()) {
            throw ProblemException.notReady();
        }
    }

    /** Which of a pipeline's windows are meant, the live ones by default; status 400 if there are none of this name. */
    public static String window(@Nullable String name, String pipeline, ResultsStore store) {
        if (name == null || name.isBlank() || isOfLiveWindows(name, pipeline, store)) {
            return "";
        }
        if (store.windows(pipeline).contains(name)) {
            return name;
        }
        List<String> others = store.windows(pipeline).stream()
                .filter(window -> !window.isEmpty())
                .toList();
        throw ProblemException.invalidParameters(List.of(new Fault(
                "window",
                others.isEmpty()
                        ? "it has live windows only: leave it out"
                        : "expected one of " + others + ", or none for the live windows")));
    }

    private static boolean isOfLiveWindows(String name, String pipeline, ResultsStore store) {
        return store.definition(pipeline)
                .filter(it -> it.windows().get(0).name().equals(name))
                .isPresent();
    }

    public Instant time(String name, @Nullable String text, Instant otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Instant.ofEpochMilli(Times.parseIso(text));
        } catch (DateTimeException | ArithmeticException e) {
            fault(name, "expected a time such as 2025-11-24T10:50:00Z");
            return otherwise;
        }
    }

    public int limit(@Nullable String text, int usual, int most) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        boolean isNumber = text.matches("[0-9]{1,9}");
        int value = isNumber ? Integer.parseInt(text) : 0;
        if (value < 1 || value > most) {
            fault("limit", "expected a whole number from 1 to " + most);
            return usual;
        }
        return value;
    }

    /** One of an enum's names in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, @Nullable String text, Class<E> choices) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        List<E> all = List.of(choices.getEnumConstants());
        Optional<E> chosen =
                all.stream().filter(choice -> label(choice).equals(text)).findFirst();
        if (chosen.isEmpty()) {
            fault(name, "expected one of " + all.stream().map(Parameters::label).toList());
        }
        return chosen;
    }

    public void fault(String name, String detail) {
        faults.add(new Fault(name, detail));
    }

    /** Ends the request with status 400, naming everything that is wrong, if anything is. */
    public void requireNoFault() {
        if (!faults.isEmpty()) {
            throw ProblemException.invalidParameters(faults);
        }
    }

    /** Names as in a list; empty when absent. */
    public static List<String> names(@Nullable String text) {
        return Arrays.stream((text == null ? "" : text).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
