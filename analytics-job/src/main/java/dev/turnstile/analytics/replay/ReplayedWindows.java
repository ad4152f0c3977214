package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.PipelineCatalog;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.Window;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Which windows' results are printed.
 *
 * @param prefixes how the keys of their results begin; null for all results, as of a pipeline in code
 */
record ReplayedWindows(@Nullable Set<String> prefixes) {

    private static final String ALL = "all";

    /**
     * Those that were asked for.
     *
     * @throws CommandLine.ParameterException if the pipeline has no such window
     */
    static ReplayedWindows of(List<String> names, PipelineCatalog.Entry entry, CommandLine commandLine) {
        Definition definition = entry.definition();
        if (definition == null) {
            if (!names.isEmpty()) {
                throw new CommandLine.ParameterException(
                        commandLine, entry.name() + " is no definition: it has one window");
            }
            return new ReplayedWindows(null);
        }
        if (names.contains(ALL)) {
            return new ReplayedWindows(null);
        }
        List<String> known = definition.windows().stream().map(Window::name).toList();
        Set<String> prefixes = new HashSet<>();
        for (String name : names.isEmpty() ? known.subList(0, 1) : names) {
            if (!known.contains(name)) {
                throw new CommandLine.ParameterException(
                        commandLine,
                        entry.name() + " has no window " + name + "; it has " + String.join(", ", known) + ", or all");
            }
            boolean isLive = name.equals(known.get(0));
            prefixes.add(isLive ? entry.name() + "|" : entry.name() + "/" + name + "|");
        }
        return new ReplayedWindows(prefixes);
    }

    DataStream<OutgoingRecord> in(DataStream<OutgoingRecord> results) {
        Set<String> wanted = prefixes;
        return wanted == null
                ? results
                : results.filter(record -> isOfOne(record, wanted)).uid("wanted-windows");
    }

    private static boolean isOfOne(OutgoingRecord record, Set<String> wanted) {
        byte[] key = record.key();
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return wanted.stream().anyMatch(text::startsWith);
    }
}
