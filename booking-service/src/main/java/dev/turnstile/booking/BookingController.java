package dev.turnstile.booking;

import dev.turnstile.publishing.Intake;
import dev.turnstile.publishing.body.BatchSubmission;
import dev.turnstile.publishing.body.Submission;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/bookings", produces = MediaType.APPLICATION_JSON_VALUE)
class BookingController {

    private final Intake intake;

    BookingController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    void book(Submission submission) throws IOException {
        intake.one(submission, BookingRequest::read);
    }

    @DeleteMapping(path = "/{booking_id}")
    void cancel(Submission submission) throws IOException {
        intake.removal(
                submission, body -> CancellationRequest.of(submission.exchange().pathVariable("booking_id")));
    }

    @PostMapping(
            path = "/batch",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
    void bookMany(BatchSubmission submission) throws IOException {
        intake.many(submission, BookingRequest::read);
    }
}
