package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.feed.FeedTopics;
import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.TableDefinition;
import dev.turnstile.dashboard.store.TableRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tables that pipelines keep: the latest of each user, payment, source. */
@RestController
@Tag(name = "Results")
final class TablesController {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 10_000;

    private final ResultsStore store;

    TablesController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/tables/{pipeline}/{table}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The rows of a pipeline's table, those of the highest rank first",
            description = "As on the topic, the latest of each key. What ranks a row is its measure or its time.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    byte[] table(
            @PathVariable String pipeline,
            @PathVariable String table,
            @Parameter(description = "1 to 10,000; 100 when absent") @RequestParam(required = false) @Nullable
                    String limit) {
        Parameters.requireCaughtUp(store);
        TableDefinition definition = FeedTopics.tables().stream()
                .filter(it -> it.pipeline().equals(pipeline) && it.name().equals(table))
                .findFirst()
                .orElseThrow(ProblemException::unknownTable);
        Parameters parameters = new Parameters();
        int most = parameters.limit(limit, USUAL_LIMIT, MOST);
        parameters.requireNoFault();
        List<Json> rows =
                store.table(definition, most).stream().map(TableRow::json).toList();
        return new JsonBody()
                .text("pipeline", definition.pipeline())
                .text("table", definition.name())
                .array("records", rows)
                .toBytes();
    }
}
