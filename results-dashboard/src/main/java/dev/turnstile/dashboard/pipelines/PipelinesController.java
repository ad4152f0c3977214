package dev.turnstile.dashboard.pipelines;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the pipelines are, over REST. */
@RestController
@Tag(name = "Health")
final class PipelinesController {

    private final PipelinesWatch watch;

    PipelinesController(PipelinesWatch watch) {
        this.watch = watch;
    }

    @GetMapping(path = "/api/pipelines", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Of each pipeline its job's state, watermark, lag, checkpoints and restarts, and its ledger's sums",
            description =
                    "The state is Flink's, or MISSING when Flink knows no such job, or UNREACHABLE when Flink does"
                            + " not answer; then the other figures are the last ones known.")
    PipelinesWatch.Pipelines pipelines() {
        return watch.latest();
    }
}
