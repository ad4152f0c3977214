package dev.turnstile.dashboard.alerts;

import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.AlertState;
import dev.turnstile.dashboard.store.ResultsStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts, those that are over among them. */
@RestController
@Tag(name = "Health")
final class AlertsController {

    private final ResultsStore store;

    AlertsController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The latest state of each alert, the last one to change last")
    byte[] alerts() {
        Parameters.requireCaughtUp(store);
        return new JsonBody()
                .array("alerts", store.alerts().stream().map(AlertState::json).toList())
                .toBytes();
    }
}
