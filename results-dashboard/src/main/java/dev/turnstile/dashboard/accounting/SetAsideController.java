package dev.turnstile.dashboard.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.store.ResultsStore;
import dev.turnstile.dashboard.store.SetAside;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Samples of what was too late, or was refused. */
@RestController
@Tag(name = "Health")
final class SetAsideController {

    private final ResultsStore store;

    SetAsideController(ResultsStore store) {
        this.store = store;
    }

    @GetMapping(path = "/api/set-aside", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The last 50 records that each pipeline set aside, of each kind, oldest first",
            description = "Of the original at most 1 KiB is shown.")
    Samples setAside(
            @Parameter(description = "All when absent") @RequestParam(required = false) @Nullable String pipeline,
            @Parameter(description = "late or rejected; both when absent") @RequestParam(required = false) @Nullable
                    String kind) {
        Parameters.requireCaughtUp(store);
        Parameters parameters = new Parameters();
        Optional<SetAside.Kind> only = parameters.choice("kind", kind, SetAside.Kind.class);
        parameters.requireNoFault();
        List<Sample> records = Parameters.pipelines(pipeline, store).stream()
                .flatMap(name -> samples(name, only))
                .map(Sample::of)
                .toList();
        return new Samples(records);
    }

    private Stream<SetAside> samples(String pipeline, Optional<SetAside.Kind> only) {
        return Stream.of(SetAside.Kind.values())
                .filter(kind -> only.isEmpty() || only.get() == kind)
                .flatMap(kind -> store.setAside(pipeline, kind).stream());
    }

    record Samples(List<Sample> records) {}

    record Sample(
            String kind,
            String pipeline,
            String reason,
            String detail,
            @JsonProperty("source_topic") String sourceTopic,
            @JsonProperty("source_partition") int sourcePartition,
            @JsonProperty("source_offset") long sourceOffset,
            Instant at,
            @Nullable String value) {

        static Sample of(SetAside record) {
            return new Sample(
                    record.kind().label(),
                    record.pipeline(),
                    record.reason(),
                    record.detail(),
                    record.sourceTopic(),
                    record.sourcePartition(),
                    record.sourceOffset(),
                    record.at(),
                    record.value());
        }
    }
}
