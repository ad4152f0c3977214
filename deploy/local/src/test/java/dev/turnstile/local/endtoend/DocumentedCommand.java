package dev.turnstile.local.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of a document with what it is said to print: from a block that begins with {@code ```console run}, a line
 * {@code $ command} and those that follow it.
 */
record DocumentedCommand(String line, List<String> output) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console run\n(.*?)^```$");
    private static final String PROMPT = "$ ";
    private static final String WHATEVER = "…";

    static List<DocumentedCommand> in(Path document) throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        BLOCK.matcher(Files.readString(document)).results().forEach(block -> {
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    commands.add(new DocumentedCommand(line.substring(PROMPT.length()), new ArrayList<>()));
                } else {
                    commands.get(commands.size() - 1).output().add(line);
                }
            }
        });
        return commands;
    }

    /** What it prints, line by line; … stands for anything. */
    Pattern printed() {
        return Pattern.compile(output.stream()
                .map(line -> Arrays.stream(line.split(WHATEVER, -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.joining("\\R")));
    }

    /** It only looks, so that it may be run until there is something to see. */
    boolean isQuestion() {
        return line.startsWith("curl ") && !line.contains(" -d ");
    }
}
