package dev.turnstile.order;

import dev.turnstile.publishing.Intake;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    private final Intake intake;

    OrderController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    void order(Submission submission) throws IOException {
        intake.one(submission, OrderRequest::read);
    }

    @PostMapping(path = "/{order_id}/refunds", consumes = MediaType.APPLICATION_JSON_VALUE)
    void refund(Submission submission) throws IOException {
        intake.one(submission, body -> RefundRequest.read(submission.exchange().pathVariable("order_id"), body));
    }

    @PostMapping(
            path = "/batch",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
    void orderMany(BatchSubmission submission) throws IOException {
        intake.many(submission, OrderRequest::read);
    }
}
