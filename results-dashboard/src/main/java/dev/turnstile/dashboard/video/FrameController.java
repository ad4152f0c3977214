package dev.turnstile.dashboard.video;

import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.events.video.Frame;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * One picture for each request. Who shows them asks for the next when the last has come: so nobody gets more than they can
 * take, and nothing piles up for them here.
 */
@RestController
@Tag(name = "Video")
final class FrameController {

    static final String FRAME_ID = "X-Frame-Id";
    static final String FRAME_TIME = "X-Frame-Time";

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final NewestFrames frames;

    FrameController(NewestFrames frames) {
        this.frames = frames;
    }

    @GetMapping("/api/video/frame")
    @Operation(
            summary = "The newest picture of a source",
            description = "As image/jpeg, with its id in X-Frame-Id and the time it was taken in X-Frame-Time. With"
                    + " after, waits up to 5 s for another than that one; 204 when there is none.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_JPEG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "204", description = "No other picture has come", content = @Content)
    DeferredResult<ResponseEntity<byte[]>> frame(
            @Parameter(description = "The camera or file") @RequestParam String source,
            @Parameter(description = "X-Frame-Id of the picture that is known")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "To be saved as a file") @RequestParam(defaultValue = "false") boolean download) {
        DeferredResult<ResponseEntity<byte[]>> answer = new DeferredResult<>(LONGEST_WAIT_MILLIS);
        NewestFrames.Waiting who =
                new NewestFrames.Waiting(source, after, frame -> answer.setResult(picture(frame, download)));
        answer.onTimeout(() -> answer.setResult(ResponseEntity.noContent().build()));
        answer.onCompletion(() -> frames.giveUp(who));
        if (!frames.show(who)) {
            throw ProblemException.tooManyClients();
        }
        return answer;
    }

    private static ResponseEntity<byte[]> picture(LiveFrame live, boolean isDownload) {
        Frame frame = live.frame();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header(FRAME_ID, live.id())
                .header(FRAME_TIME, frame.timestamp().toString());
        if (isDownload) {
            // Only of what is safe in a name of a file; the source may be called anything.
            String name = frame.source().replaceAll("[^A-Za-z0-9_-]", "_") + "_" + live.id() + ".jpg";
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name).build().toString());
        }
        return answer.body(frame.jpeg());
    }
}
