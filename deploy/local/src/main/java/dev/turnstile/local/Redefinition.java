package dev.turnstile.local;

import dev.turnstile.definitions.Changes;
import dev.turnstile.definitions.Definition;
import dev.turnstile.local.flink.PipelineControl;
import dev.turnstile.local.flink.PipelineStanding;
import dev.turnstile.local.process.CannotGoOn;
import dev.turnstile.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Gives a running pipeline another definition. */
final class Redefinition {

    private final DataDirectory data;
    private final PipelineControl control;
    private final KafkaAdministration kafka;

    Redefinition(DataDirectory data, PipelineControl control, KafkaAdministration kafka) {
        this.data = data;
        this.control = control;
        this.kafka = kafka;
    }

    /**
     * What another definition would change.
     *
     * @throws CannotGoOn if no pipeline of this name runs by a definition
     */
    Changes changes(Definition next) throws IOException {
        return Changes.between(running(next.pipeline()), next);
    }

    private Definition running(String pipeline) throws IOException {
        List<String> here = data.pipelinesOfThisRun();
        if (!here.contains(pipeline)) {
            throw new CannotGoOn("There is no pipeline " + pipeline + " here; there are " + String.join(", ", here)
                    + ". A new one is started with the platform: deploy/local/up --pipelines");
        }
        return RunningDefinition.of(pipeline, data)
                .orElseThrow(() -> new CannotGoOn(pipeline + " is code, and takes no definition"));
    }

    /** Applies it; the pipeline goes on from a savepoint, and nothing that comes meanwhile is missed. */
    PipelineStanding apply(Definition next) throws IOException, InterruptedException {
        kafka.create(Pipeline.of(next).topicsOfItsOwn());
        return redefine(next, Optional::empty);
    }

    /**
     * Applies one by which results are of something else: a job beside the one that runs computes them from the beginning,
     * and once it has caught up its results and its state take the place of the other's.
     */
    PipelineStanding replace(Definition next, Backfill backfill, Publishing publishing, Waiting waiting)
            throws IOException, InterruptedException {
        if (next.results() != null) {
            throw new CannotGoOn(
                    next.pipeline() + " has a topic of its own for its results, whose readers would have"
                            + " those of both definitions. Give it another name and another topic, and it runs beside this one");
        }
        kafka.create(Pipeline.of(next).topicsOfItsOwn());
        backfill.start(List.of(), 1);
        try {
            backfill.awaitCaughtUp(next.source().topics(), waiting);
            PipelineStanding standing = redefine(next, () -> {
                Path state = backfill.stop(data.savepoints().resolve(next.pipeline()));
                publishing.publish();
                return Optional.of(state);
            });
            backfill.end();
            return standing;
        } catch (IOException | CannotGoOn e) {
            try {
                backfill.end();
            } catch (IOException | CannotGoOn alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Has what was computed anew published in the place of what was there; nobody else publishes meanwhile. */
    @FunctionalInterface
    interface Publishing {
        void publish() throws IOException, InterruptedException;
    }

    private PipelineStanding redefine(Definition next, PipelineControl.Change state)
            throws IOException, InterruptedException {
        Path own = data.definition(next.pipeline());
        String before = Files.exists(own) ? Files.readString(own) : "";
        return control.redefine(
                next.pipeline(),
                () -> {
                    Optional<Path> from = state.make();
                    data.writeDefinition(next);
                    return from;
                },
                () -> {
                    if (before.isEmpty()) {
                        Files.deleteIfExists(own);
                    } else {
                        Files.writeString(own, before);
                    }
                    return Optional.empty();
                });
    }
}
