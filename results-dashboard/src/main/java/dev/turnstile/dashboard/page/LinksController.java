package dev.turnstile.dashboard.page;

import dev.turnstile.dashboard.settings.Settings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the page's forms post to, and where Flink's own page is. */
@RestController
@Tag(name = "Page")
final class LinksController {

    private final Links links;

    LinksController(Settings settings) {
        this.links = new Links(
                URI.create(settings.bookingService() + "/bookings"),
                URI.create(settings.orderService() + "/orders"),
                settings.flink().get(0));
    }

    @GetMapping("/api/links")
    @Operation(summary = "Addresses of the other services, as a browser reaches them")
    Links links() {
        return links;
    }

    record Links(URI bookings, URI orders, URI flink) {}
}
