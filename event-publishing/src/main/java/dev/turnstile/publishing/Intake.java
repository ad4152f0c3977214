package dev.turnstile.publishing;

import dev.turnstile.events.json.JsonWriter;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import dev.turnstile.publishing.idempotency.EventIds;
import dev.turnstile.publishing.problems.ProblemAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes what clients send, and answers once it is known what became of it: the whole of what a controller needs. */
public final class Intake {

    /** Tells a client that its request had been answered before, and that nothing new was published. */
    static final String REPLAYED = "Idempotent-Replayed";

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;

    private final Publishing publishing;
    private final ProblemAnswers problems;

    Intake(Publishing publishing, ProblemAnswers problems) {
        this.publishing = publishing;
        this.problems = problems;
    }

    /** Publishes one event that something is created by. */
    public <R extends EventRequest> void one(Submission submission, RequestReader<R> reader) throws IOException {
        one(submission, reader, CREATED);
    }

    /** Publishes one event that something is taken away by. */
    public <R extends EventRequest> void removal(Submission submission, RequestReader<R> reader) throws IOException {
        one(submission, reader, OK);
    }

    private <R extends EventRequest> void one(Submission submission, RequestReader<R> reader, int success)
            throws IOException {
        var published = publishing.publish(submission.sender(), EventIds.NO_ITEM, submission.body(), reader);
        submission
                .exchange()
                .answer(published, (verdict, request, response) -> write(verdict, success, request, response));
    }

    /** Publishes each item that can be, and tells what became of each. */
    public <R extends EventRequest> void many(BatchSubmission submission, RequestReader<R> reader) throws IOException {
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        for (byte[] item : submission.items()) {
            verdicts.add(publishing.publish(submission.sender(), verdicts.size(), item, reader));
        }
        var all = CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new));
        submission
                .exchange()
                .answer(
                        all.thenApply(done ->
                                verdicts.stream().map(CompletableFuture::join).toList()),
                        this::write);
    }

    private void write(Verdict verdict, int success, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (verdict instanceof Verdict.Refused refused) {
            problems.write(refused.problem(), request, response);
        } else if (verdict instanceof Verdict.Published published) {
            if (published.isReplay()) {
                response.setHeader(REPLAYED, "true");
            }
            write(success, published.event().answer(), response);
        }
    }

    private void write(List<Verdict> verdicts, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long accepted =
                verdicts.stream().filter(Verdict.Published.class::isInstance).count();
        byte[] body =
                JsonWriter.write(json -> json.number("accepted", accepted).objects("items", verdicts, this::writeItem));
        write(MULTI_STATUS, body, response);
    }

    private void writeItem(JsonWriter json, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Refused refused) {
            problems.count(refused.problem());
            refused.problem().writeTo(json);
        } else if (verdict instanceof Verdict.Published published) {
            json.number("status", CREATED).text("id", published.event().key());
            if (published.isReplay()) {
                json.flag("replayed", true);
            }
        }
    }

    private static void write(int status, byte[] body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
