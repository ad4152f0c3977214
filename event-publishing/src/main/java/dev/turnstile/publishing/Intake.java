package dev.turnstile.publishing;

import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import dev.turnstile.publishing.idempotency.EventIds;
import dev.turnstile.publishing.problems.ProblemAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Takes what clients send, and answers once it is known what became of it: the whole of what a controller needs. */
public final class Intake {

    /** Tells a client that its request had been answered before, and that nothing new was published. */
    static final String REPLAYED = "Idempotent-Replayed";

    private final Publishing publishing;
    private final ProblemAnswers answers;

    Intake(Publishing publishing, ProblemAnswers answers) {
        this.publishing = publishing;
        this.answers = answers;
    }

    /** Publishes one event. */
    public <R extends EventRequest> CompletableFuture<ResponseEntity<byte[]>> one(
            Submission submission, RequestReader<R> reader) {
        return publishing
                .publish(submission.sender(), EventIds.NO_ITEM, submission.body(), reader)
                .thenApply(verdict -> answer(verdict, submission));
    }

    /** Publishes each item that can be, and tells what became of each. */
    public <R extends EventRequest> CompletableFuture<ResponseEntity<byte[]>> many(
            BatchSubmission submission, RequestReader<R> reader) {
        List<CompletableFuture<Verdict>> verdicts =
                new ArrayList<>(submission.items().size());
        for (byte[] item : submission.items()) {
            verdicts.add(publishing.publish(submission.sender(), verdicts.size(), item, reader));
        }
        return CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        answer(verdicts.stream().map(CompletableFuture::join).toList()));
    }

    private ResponseEntity<byte[]> answer(Verdict verdict, Submission submission) {
        if (verdict instanceof Verdict.Refused refused) {
            return answers.answer(refused.problem(), submission.request());
        }
        var published = (Verdict.Published) verdict;
        var answer = ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON);
        if (published.isReplay()) {
            answer.header(REPLAYED, "true");
        }
        return answer.body(published.event());
    }

    private ResponseEntity<byte[]> answer(List<Verdict> verdicts) {
        byte[] body = JsonWriter.write(json -> {
            json.number(
                    "accepted",
                    verdicts.stream()
                            .filter(Verdict.Published.class::isInstance)
                            .count());
            json.objects("items", verdicts, (line, verdict) -> {
                if (verdict instanceof Verdict.Published published) {
                    line.number("status", HttpStatus.CREATED.value()).text("id", published.id());
                } else if (verdict instanceof Verdict.Refused refused) {
                    answers.count(refused.problem());
                    refused.problem().writeTo(line);
                }
            });
        });
        return ResponseEntity.status(HttpStatus.MULTI_STATUS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
