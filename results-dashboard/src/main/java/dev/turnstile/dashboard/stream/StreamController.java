package dev.turnstile.dashboard.stream;

import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stream of changes. */
@RestController
@Tag(name = "Stream")
final class StreamController {

    private final StreamClients clients;

    StreamController(StreamClients clients) {
        this.clients = clients;
    }

    @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Changes as Server-Sent Events",
            description =
                    "First `snapshot` with what is known, then `result`, `live`, `alert` and `ledger` with one record"
                            + " each, and `pipelines` every two seconds. Whoever comes back with the last id is told what"
                            + " it missed, without gap or repeat; when that is no longer known, `reset` and a new"
                            + " `snapshot`.")
    void stream(
            @Parameter(description = "Names with commas between; all when absent")
                    @RequestParam(required = false)
                    @Nullable
                    String pipelines,
            @Parameter(description = "Id of the last event seen; stronger than the parameter last_event_id")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId,
            @RequestParam(name = "last_event_id", required = false) @Nullable String lastEventIdInAddress,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String last = present(lastEventId) == null ? present(lastEventIdInAddress) : lastEventId;
        if (!clients.accept(request, response, Set.copyOf(Parameters.names(pipelines)), last)) {
            throw ProblemException.tooManyClients();
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
