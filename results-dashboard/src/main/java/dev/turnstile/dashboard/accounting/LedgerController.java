package dev.turnstile.dashboard.accounting;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.LedgerMinute;
import dev.turnstile.dashboard.store.ResultsStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was read in each minute, and what became of it. */
@RestController
@Tag(name = "Health")
final class LedgerController {

    private static final String EXAMPLE = """
            {"entries":[{"pipeline":"orders","minute":"2025-11-24T10:50:00Z","read":10,"counted":8,"duplicate":1,
            "ignored":0,"late":1,"rejected":0,"processed_at":"2025-11-24T10:51:00Z","adds_up":true}]}""";

    private static final int USUAL_LIMIT = 60;
    private static final int MOST = 10_000;

    private final ResultsStore store;

    LedgerController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Minutes of the ledger, ascending within each pipeline, and whether each adds up")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(EXAMPLE)))
    byte[] ledger(
            @Parameter(description = "All when absent") @RequestParam(required = false) @Nullable String pipeline,
            @Parameter(description = "The newest minutes of each pipeline, 1 to 10,000; 60 when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        Parameters.requireCaughtUp(store);
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, USUAL_LIMIT, MOST);
        parameters.requireNoFault();
        List<Json> entries = Parameters.pipelines(pipeline, store).stream()
                .flatMap(name -> store.ledger(name, most).stream())
                .map(LedgerMinute::json)
                .toList();
        return new JsonBody().array("entries", entries).toBytes();
    }
}
