package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.json.Json;
import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.WindowResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Results over REST: of one pipeline in a range of time, and all live ones. */
@RestController
@Tag(name = "Results")
final class ResultsController {

    private static final String LIVE_EXAMPLE = """
            {"results":[{"pipeline":"bookings","event_id":"concert-42","window_start":"2025-11-24T10:50:00Z",
            "window_end":"2025-11-24T10:51:00Z","total_tickets":17,"total_bookings":6,"unique_users":6,
            "status":"provisional","revision":0,"processed_at":"2025-11-24T10:50:09.117Z"}]}""";

    private static final String RESULTS_EXAMPLE = """
            {"pipeline":"orders","results":[{"pipeline":"orders","window_start":"2025-11-24T10:50:00Z",
            "window_end":"2025-11-24T10:51:00Z","unique_users":3,"total_orders":4,"total_revenue":750.00,
            "avg_order_value":187.50,"status":"final","revision":0,"processed_at":"2025-11-24T10:51:31.204Z"}]}""";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final ResultsStore store;

    ResultsController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(
            path = "/api/results/{pipeline}",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    @Operation(
            summary = "Final and corrected results of a pipeline, ascending by window",
            description = "The newest `limit` of the range. As CSV by `Accept: text/csv` or `format=csv`.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(RESULTS_EXAMPLE)))
    @Nullable
    ResponseEntity<byte[]> results(
            @PathVariable String pipeline,
            @Parameter(description = "First window start, ISO-8601; UTC where no zone is given")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Window starts before this") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "Which windows, such as 1h or 1d; the live ones when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String window,
            @Parameter(description = "Only this key of what the pipeline counts by; several values joined by |")
                    @RequestParam(required = false)
                    @Nullable
                    String key,
            @Parameter(description = "The same, for bookings: one show")
                    @RequestParam(name = "event_id", required = false)
                    @Nullable
                    String eventId,
            @Parameter(description = "1 to 10,000; 500 when absent. As CSV any number; all when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(description = "json or csv, stronger than the header Accept")
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletResponse response)
            throws IOException {
        Parameters.requireCaughtUp(store);
        Parameters.requirePipeline(pipeline, store);
        ResultsQuery query =
                ResultsQuery.read(from, to, key == null ? eventId : key, limit, format, prefersCsv(accept));
        String windows = Parameters.window(window, pipeline, store);
        List<Json> results = store.results(pipeline, windows, query.range(), query.dimension(), query.limit()).stream()
                .map(WindowResult::json)
                .toList();
        if (query.format() == ResultsQuery.Format.CSV) {
            writeCsv(pipeline, results, response);
            return null;
        }
        return json(pipeline, results);
    }

    @GetMapping(path = "/api/live", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Provisional results of the windows that are still open")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(LIVE_EXAMPLE)))
    byte[] live() {
        Parameters.requireCaughtUp(store);
        List<Json> results = store.live().stream().map(WindowResult::json).toList();
        return new JsonBody().array("results", results).toBytes();
    }

    private static ResponseEntity<byte[]> json(String pipeline, List<Json> results) {
        return ResponseEntity.ok()
                .varyBy(HttpHeaders.ACCEPT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new JsonBody()
                        .text("pipeline", pipeline)
                        .array("results", results)
                        .toBytes());
    }

    /** Row by row, because there may be many. */
    private static void writeCsv(String pipeline, List<Json> results, HttpServletResponse response) throws IOException {
        response.setContentType(CSV.toString());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(pipeline + ".csv")
                        .build()
                        .toString());
        ResultsCsv.write(results, response.getWriter());
    }

    /** JSON where both would do, or the client says nothing. */
    private static boolean prefersCsv(String accept) {
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(accepted);
        for (MediaType type : accepted) {
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
            if (type.includes(CSV)) {
                return true;
            }
        }
        return false;
    }
}
