package dev.turnstile.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnstile.local.process.CannotGoOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What somebody has decided about a pipeline: whether it runs, from where it starts and how wide it is. A file beside its
 * checkpoints, which {@code deploy/local/jobs} and the launcher write and the launcher follows; so it holds for the next
 * {@code up} as well.
 *
 * @param isStopped it is to be left alone until somebody starts it
 * @param reason why the launcher has stopped it; empty when somebody else has
 * @param startFrom a savepoint or checkpoint, which counts as newer than all checkpoints of {@code endedJobs}
 * @param endedJobs Flink's ids
 * @param parallelism where it is not that of the other pipelines
 * @param mayDropState its definition has been changed since its state was saved: what has no place in it goes
 */
record ByHand(
        boolean isStopped,
        String reason,
        Optional<Path> startFrom,
        List<String> endedJobs,
        OptionalInt parallelism,
        boolean mayDropState) {

    static final ByHand NOTHING = new ByHand(false, "", Optional.empty(), List.of(), OptionalInt.empty(), false);

    private static final String FILE = "by-hand.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the file in this directory says; nothing where there is none. */
    static ByHand in(Path directory) {
        var file = directory.resolve(FILE);
        try {
            var saved = JSON.readTree(Files.readAllBytes(file));
            return new ByHand(
                    saved.path("stopped").asBoolean(),
                    saved.path("reason").asText(),
                    Optional.of(saved.path("start_from").asText())
                            .filter(path -> !path.isEmpty())
                            .map(Path::of),
                    StreamSupport.stream(saved.path("ended_jobs").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    saved.path("parallelism").isInt()
                            ? OptionalInt.of(saved.path("parallelism").asInt())
                            : OptionalInt.empty(),
                    saved.path("may_drop_state").asBoolean());
        } catch (NoSuchFileException nothingDecided) {
            return NOTHING;
        } catch (IOException e) {
            throw new CannotGoOn(
                    file + " cannot be read; without it the pipeline starts from its newest checkpoint: " + e, e);
        }
    }

    /** Whoever reads it meanwhile sees what was there before, or all of this. */
    void writeTo(Path directory) {
        var saved = JSON.createObjectNode().put("stopped", isStopped).put("reason", reason);
        startFrom.ifPresent(path -> saved.put("start_from", path.toString()));
        saved.set("ended_jobs", JSON.valueToTree(endedJobs));
        parallelism.ifPresent(tasks -> saved.put("parallelism", tasks));
        saved.put("may_drop_state", mayDropState);
        try {
            Files.createDirectories(directory);
            var written = Files.createTempFile(directory, FILE, null);
            Files.writeString(written, saved.toPrettyString() + "\n");
            Files.move(written, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + directory.resolve(FILE), e);
        }
    }

    ByHand stopped(String why) {
        return new ByHand(true, why, startFrom, endedJobs, parallelism, false);
    }

    ByHand started() {
        return new ByHand(false, "", startFrom, endedJobs, parallelism, mayDropState);
    }

    /** Whatever these jobs have left behind, the next one starts from here. */
    ByHand startingFrom(Path state, List<String> jobsBefore) {
        return new ByHand(
                isStopped,
                reason,
                Optional.of(state),
                List.copyOf(new TreeSet<>(jobsBefore)),
                parallelism,
                mayDropState);
    }

    ByHand withParallelism(int tasks) {
        return new ByHand(isStopped, reason, startFrom, endedJobs, OptionalInt.of(tasks), mayDropState);
    }

    ByHand droppingState() {
        return new ByHand(isStopped, reason, startFrom, endedJobs, parallelism, true);
    }
}
