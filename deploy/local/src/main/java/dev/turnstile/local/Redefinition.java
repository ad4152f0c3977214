package dev.turnstile.local;

import dev.turnstile.definitions.Changes;
import dev.turnstile.definitions.Definition;
import dev.turnstile.local.flink.PipelineControl;
import dev.turnstile.local.flink.PipelineStanding;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        Path own = data.definition(next.pipeline());
        String before = Files.exists(own) ? Files.readString(own) : "";
        return control.redefine(next.pipeline(), () -> data.writeDefinition(next), () -> {
            if (before.isEmpty()) {
                Files.delete(own);
            } else {
                Files.writeString(own, before);
            }
        });
    }
}
