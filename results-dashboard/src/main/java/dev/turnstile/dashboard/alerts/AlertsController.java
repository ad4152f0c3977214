package dev.turnstile.dashboard.alerts;

import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.AlertState;
import dev.turnstile.dashboard.store.ResultsStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts, those that are over among them. */
@RestController
@Tag(name = "Health")
final class AlertsController {

    private static final String EXAMPLE = """
            {"alerts":[{"alert_id":"orders|2025-11-24T10:50:00Z","pipeline":"orders","key":"2025-11-24T10:50:00Z",
            "kind":"LEDGER_MISMATCH","state":"firing","value":9.0,"expected":10.0,"score":1.0,
            "since":"2025-11-24T10:52:00Z"}]}""";

    private final ResultsStore store;

    AlertsController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The latest state of each alert, the last one to change last")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(EXAMPLE)))
    byte[] alerts() {
        Parameters.requireCaughtUp(store);
        return new JsonBody()
                .array("alerts", store.alerts().stream().map(AlertState::json).toList())
                .toBytes();
    }
}
