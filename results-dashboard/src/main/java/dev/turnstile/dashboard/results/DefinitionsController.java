package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.PipelineDefinition;
import dev.turnstile.dashboard.store.ResultsStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The definitions that pipelines run by. */
@RestController
@Tag(name = "Results")
final class DefinitionsController {

    private final ResultsStore store;

    DefinitionsController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/definitions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The definitions that pipelines run by, in the order of their names",
            description = "What each counts, by what and in which windows, and the file itself. Since when a measure is"
                    + " counted that was added later.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    byte[] definitions() {
        Parameters.requireCaughtUp(store);
        return new JsonBody()
                .array(
                        "definitions",
                        store.definitions().stream()
                                .map(PipelineDefinition::json)
                                .toList())
                .toBytes();
    }
}
