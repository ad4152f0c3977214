package dev.turnstile.dashboard.alerts;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.AlertState;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.events.results.Alert;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts, those that are over among them. */
@RestController
@Tag(name = "Health")
final class AlertsController {

    private static final String EXAMPLE = """
            {"alerts":[{"alert_id":"orders|2025-11-24T10:50:00Z","pipeline":"orders","key":"2025-11-24T10:50:00Z",
            "kind":"LEDGER_MISMATCH","state":"firing","value":9.0,"expected":10.0,"score":1.0,
            "since":"2025-11-24T10:52:00Z","changed_at":"2025-11-24T10:52:01.204Z"}]}""";

    private static final int MOST = 500;

    private final ResultsStore store;

    AlertsController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The latest state of each alert, the last one to change last",
            description =
                    "`since` is when it began, `changed_at` when it came into its present state: of a resolved one,"
                            + " when it was over.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(EXAMPLE)))
    byte[] alerts(
            @Parameter(description = "All when absent") @RequestParam(required = false) @Nullable String pipeline,
            @Parameter(description = "firing or resolved; both when absent") @RequestParam(required = false) @Nullable
                    String state,
            @Parameter(description = "Such as SPIKE; all when absent") @RequestParam(required = false) @Nullable
                    String kind,
            @Parameter(description = "The last ones to change, 1 to 500; 500 when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        Parameters.requireCaughtUp(store);
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, MOST, MOST);
        Optional<Alert.State> only = parameters.choice("state", state, Alert.State.class);
        parameters.requireNoFault();
        Collection<String> pipelines = Parameters.pipelines(pipeline, store);
        boolean isOfAnyKind = kind == null || kind.isBlank();
        List<Json> alerts = store.alerts().stream()
                .filter(alert -> pipelines.contains(alert.pipeline()))
                .filter(alert -> only.isEmpty() || (only.get() == Alert.State.FIRING) == alert.isFiring())
                .filter(alert -> isOfAnyKind || alert.kind().equals(kind))
                .map(AlertState::told)
                .toList();
        return new JsonBody()
                .array("alerts", alerts.subList(Math.max(0, alerts.size() - most), alerts.size()))
                .toBytes();
    }
}
