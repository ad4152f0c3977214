package dev.turnstile.dashboard.market;

import dev.turnstile.dashboard.json.JsonBody;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.events.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Candles of long ago. */
@RestController
@Tag(name = "Market")
final class CandlesController {

    private static final Logger LOG = LoggerFactory.getLogger(CandlesController.class);
    private static final int USUAL = 500;
    private static final int MOST = 5_000;

    private final CandleHistory history;

    CandlesController(CandleHistory history) {
        this.history = history;
    }

    @GetMapping(path = "/api/market/candles", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Candles of one symbol, oldest first",
            description = "From PostgreSQL, where they are kept for 90 days; 404 where there is none. Of more than"
                    + " `limit`, the newest.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    byte[] candles(
            @Parameter(description = "Such as BTC") @RequestParam(required = false) @Nullable String symbol,
            @Parameter(description = "1m or 5m; 1m when absent") @RequestParam(required = false) @Nullable
                    String interval,
            @Parameter(description = "Start of the earliest window, inclusive")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Start of the latest window, exclusive; now when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "At most 5000; 500 when absent") @RequestParam(required = false) @Nullable
                    String limit) {
        Parameters parameters = new Parameters();
        if (symbol == null || symbol.isBlank()) {
            parameters.fault("symbol", "expected a symbol such as BTC");
        }
        String length = interval == null || interval.isBlank() ? "1m" : interval;
        if (!length.equals("1m") && !length.equals("5m")) {
            parameters.fault("interval", "expected 1m or 5m");
        }
        Instant earliest = parameters.time("from", from, Times.EARLIEST);
        Instant latest = parameters.time("to", to, Clock.systemUTC().instant());
        int most = parameters.limit(limit, USUAL, MOST);
        parameters.requireNoFault();
        if (!history.isThere()) {
            throw ProblemException.noHistory();
        }
        try {
            return new JsonBody()
                    .array("results", history.find(String.valueOf(symbol), length, earliest, latest, most))
                    .toBytes();
        } catch (SQLException e) {
            LOG.warn("Candles cannot be read from PostgreSQL", e);
            throw ProblemException.historyUnreachable();
        }
    }
}
