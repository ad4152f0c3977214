package dev.turnstile.local.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of a document with what it is said to print: from a block that begins with {@code ```console run}, a line
 * {@code $ command}, or {@code ^C} for what is pressed where the platform runs, and those that follow it.
 */
record DocumentedCommand(String line, List<String> output) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console run\n(.*?)^```$");
    private static final String PROMPT = "$ ";
    private static final String CONTROL_C = "^C";
    private static final Pattern UP = Pattern.compile("((?:[A-Z_]+=\\S+ )*)deploy/local/up( .*)?");
    private static final String WHATEVER = "…";

    static List<DocumentedCommand> in(Path document) throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        BLOCK.matcher(Files.readString(document)).results().forEach(block -> {
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    commands.add(new DocumentedCommand(line.substring(PROMPT.length()), new ArrayList<>()));
                } else if (line.equals(CONTROL_C)) {
                    commands.add(new DocumentedCommand(line, new ArrayList<>()));
                } else {
                    commands.get(commands.size() - 1).output().add(line);
                }
            }
        });
        return commands;
    }

    /** What it prints, line by line; … stands for anything, alone on a line for any number of lines, or none. */
    Pattern printed() {
        var pattern = new StringBuilder();
        boolean isAfterLine = false;
        for (String line : output) {
            if (line.equals(WHATEVER)) {
                pattern.append(isAfterLine ? "(?:\\R(?s:.*?))?" : "(?:(?s:.*?)\\R)?");
            } else {
                pattern.append(isAfterLine ? "\\R" : "")
                        .append(Arrays.stream(line.split(WHATEVER, -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")));
                isAfterLine = true;
            }
        }
        return Pattern.compile(pattern.toString());
    }

    /** It only looks, so that it may be run until there is something to see. */
    boolean isQuestion() {
        return (line.startsWith("curl ") && !line.contains(" -d "))
                || (line.contains(" publish-backfill ") && !line.endsWith(" --send"));
    }

    /** It runs until the platform is stopped. */
    boolean startsThePlatform() {
        return UP.matcher(line).matches();
    }

    /** The settings that {@code up} is given before its name. */
    Map<String, String> settings() {
        return words(1).map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    }

    /** The options that {@code up} is given. */
    List<String> options() {
        return words(2).toList();
    }

    boolean stopsThePlatform() {
        return line.equals(CONTROL_C);
    }

    private Stream<String> words(int group) {
        var up = UP.matcher(line);
        return up.matches() && up.group(group) != null
                ? Stream.of(up.group(group).strip().split(" ")).filter(word -> !word.isEmpty())
                : Stream.empty();
    }
}
