package dev.turnstile.local;

import static dev.turnstile.local.Pipeline.Database.POSTGRESQL;
import static dev.turnstile.local.Pipeline.Database.REDIS;

import dev.turnstile.definitions.Definition;
import dev.turnstile.definitions.file.DefinitionFile;
import dev.turnstile.definitions.file.MistakesException;
import dev.turnstile.definitions.file.ShippedDefinitions;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pipelines that {@code PipelineCatalog} in analytics-job has, with what is started because of each. */
final class Pipelines {

    private static final List<Pipeline> FED = List.of(
            new Pipeline("bookings", SampleSource.TRAFFIC),
            new Pipeline("orders", SampleSource.TRAFFIC),
            new Pipeline("transactions", SampleSource.PAYMENTS),
            new Pipeline("market", SampleSource.MARKET, POSTGRESQL, REDIS),
            new Pipeline("video", SampleSource.VIDEO),
            new Pipeline("lake", SampleSource.LISTENING));

    private Pipelines() {}

    /** Those that come with the platform. */
    static List<String> names() {
        return Stream.concat(Pipeline.names(FED).stream(), ShippedDefinitions.names().stream())
                .distinct()
                .toList();
    }

    static List<Pipeline> all() {
        return names().stream().flatMap(name -> named(name).stream()).toList();
    }

    static Optional<Pipeline> named(String name) {
        return FED.stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst()
                .or(() -> names().contains(name) ? Optional.of(Pipeline.shipped(name)) : Optional.empty());
    }

    private static boolean isCode(String name) {
        return names().contains(name) && !ShippedDefinitions.names().contains(name);
    }

    /**
     * What a word on the command line means: the name of one that comes with the platform, or a definition's file.
     *
     * @throws CannotGoOn if the file cannot be read, has the name of a pipeline in code, or has mistakes, which the
     *     message then has one on each line
     */
    static Optional<Pipeline> meantBy(String word) {
        if (!DefinitionFile.isMeantBy(word)) {
            return named(word);
        }
        var definition = definition(Path.of(word));
        if (isCode(definition.pipeline())) {
            throw new CannotGoOn(word + ": " + definition.pipeline()
                    + " is a pipeline of the platform that is code: give yours another name");
        }
        return Optional.of(Pipeline.of(definition));
    }

    /**
     * Reads a definition.
     *
     * @throws CannotGoOn if the file cannot be read, or has mistakes, which the message then has one on each line
     */
    static Definition definition(Path file) {
        try {
            return DefinitionFile.read(file);
        } catch (MistakesException e) {
            throw new CannotGoOn(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new CannotGoOn("There is no file " + file);
        } catch (IOException e) {
            throw new CannotGoOn("The definition " + file + " cannot be read: " + e);
        }
    }
}
