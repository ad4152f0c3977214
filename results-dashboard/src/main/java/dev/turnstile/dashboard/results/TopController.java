package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.dashboard.store.DefinedMeasure;
import dev.turnstile.dashboard.store.DefinedWindow;
import dev.turnstile.dashboard.store.PipelineDefinition;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.TimeRange;
import dev.turnstile.dashboard.store.WindowResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The keys of a pipeline that have most. */
@RestController
@Tag(name = "Results")
final class TopController {

    private static final int USUAL_LIMIT = 10;
    private static final int MOST = 1_000;

    private final ResultsStore store;

    TopController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/results/{pipeline}/top", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The keys of a pipeline by one of its measures, the highest first",
            description = "Over the windows of a range, or in the newest one when no range is given. Open windows count"
                    + " with what they have so far. Distinct values and ratios cannot be added up, nor can windows that"
                    + " overlap: of them the newest window of the range counts.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    byte[] top(
            @PathVariable String pipeline,
            @Parameter(description = "The measure; as the definition says when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String by,
            @Parameter(description = "Which windows, such as 1h or 1d; the live ones when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String window,
            @Parameter(description = "First window start, ISO-8601; without a range, the newest window")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Window starts before this") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "1 to 1,000; 10 when absent") @RequestParam(required = false) @Nullable
                    String limit) {
        Parameters.requireCaughtUp(store);
        Parameters.requirePipeline(pipeline, store);
        PipelineDefinition definition = store.definition(pipeline).orElseThrow(ProblemException::notDefined);
        String windows = Parameters.window(window, pipeline, store);
        Parameters parameters = new Parameters();
        DefinedMeasure measure = measure(by, definition, parameters);
        Instant end = parameters.time("to", to, Instant.MAX);
        Instant newest = store.newestStart(pipeline, windows).orElse(Instant.MIN);
        Instant start = parameters.time("from", from, end.equals(Instant.MAX) ? newest : Instant.MIN);
        int most = parameters.limit(limit, USUAL_LIMIT, MOST);
        if (end.isBefore(start)) {
            parameters.fault("to", "expected a time that is not before 'from'");
        }
        parameters.requireNoFault();
        List<WindowResult> results = store.settledAndLive(pipeline, windows, new TimeRange(start, end));
        return new JsonBody()
                .text("pipeline", pipeline)
                .text("by", measure.name())
                .array("keys", ranked(definition, windows, measure, results, most))
                .toBytes();
    }

    private static List<Json> ranked(
            PipelineDefinition definition,
            String windows,
            DefinedMeasure measure,
            List<WindowResult> results,
            int most) {
        BinaryOperator<BigDecimal> overWindows = measure.overWindows().orElse(null);
        boolean overlap =
                definition.window(windows).map(DefinedWindow::isSliding).orElse(false);
        if (overWindows != null && !overlap) {
            return new Ranking(measure.name(), definition.by(), overWindows).of(results, most);
        }
        Instant newest = results.stream()
                .map(WindowResult::windowStart)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        List<WindowResult> ofNewest = results.stream()
                .filter(result -> result.windowStart().equals(newest))
                .toList();
        return new Ranking(measure.name(), definition.by(), (one, other) -> other).of(ofNewest, most);
    }

    private static DefinedMeasure measure(@Nullable String name, PipelineDefinition definition, Parameters parameters) {
        String wanted = name == null || name.isBlank() ? definition.rankedBy() : name;
        return definition.measure(wanted).orElseGet(() -> {
            parameters.fault(
                    "by",
                    "expected one of "
                            + definition.measures().stream()
                                    .map(DefinedMeasure::name)
                                    .toList());
            return definition.measures().get(0);
        });
    }
}
