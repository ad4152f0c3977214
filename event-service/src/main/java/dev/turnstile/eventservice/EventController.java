package dev.turnstile.eventservice;

import dev.turnstile.publishing.Intake;
import dev.turnstile.publishing.RequestReader;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Exchange;
import dev.turnstile.publishing.body.Sender;
import dev.turnstile.publishing.body.Submission;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes one record or many, in the format of the pipeline's definition. */
@RestController
@RequestMapping(path = "/events/{" + EventController.PIPELINE + "}", produces = MediaType.APPLICATION_JSON_VALUE)
class EventController {

    static final String PIPELINE = "pipeline";

    private final Intake intake;
    private final RunningPipelines pipelines;

    EventController(Intake intake, RunningPipelines pipelines) {
        this.intake = intake;
        this.pipelines = pipelines;
    }

    @PostMapping
    void one(Submission submission) throws IOException {
        Exchange exchange = submission.exchange();
        Pipeline pipeline = pipelines.named(exchange.pathVariable(PIPELINE));
        Records records = Records.ofOne(pipeline.definition(), exchange.request(), submission.body());
        byte[] record = records.values().get(0);
        intake.one(
                new Submission(exchange, submission.sender(), record),
                reader(pipeline, records.headers(), submission.sender()));
    }

    @PostMapping(
            path = "/batch",
            consumes = {
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.APPLICATION_NDJSON_VALUE,
                Records.CSV,
                Records.CLOUDEVENTS_BATCH
            })
    void many(BatchSubmission submission) throws IOException {
        Exchange exchange = submission.exchange();
        Pipeline pipeline = pipelines.named(exchange.pathVariable(PIPELINE));
        Records records = Records.ofMany(pipeline.definition(), exchange.request(), submission.items());
        List<byte[]> values = records.values();
        intake.many(
                new BatchSubmission(exchange, submission.sender(), values),
                reader(pipeline, records.headers(), submission.sender()));
    }

    private static RequestReader<EventOfPipeline> reader(
            Pipeline pipeline, Map<String, byte[]> headers, Sender sender) {
        return record -> pipeline.read(record, headers, sender.key() != null);
    }
}
