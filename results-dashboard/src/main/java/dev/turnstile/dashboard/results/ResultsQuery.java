package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.dashboard.store.TimeRange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for of a pipeline's results.
 *
 * @param dimension null for all
 * @param format empty when the request does not name one
 */
record ResultsQuery(TimeRange range, @Nullable String dimension, int limit, Optional<Format> format) {

    private static final int USUAL_LIMIT = 500;
    private static final int MOST = 10_000;

    /** How results are written. */
    enum Format {
        JSON,
        CSV
    }

    /**
     * Reads and checks the parameters.
     *
     * @throws ProblemException that names every one which is wrong, at once
     */
    static ResultsQuery read(
            @Nullable String from,
            @Nullable String to,
            @Nullable String dimension,
            @Nullable String limit,
            @Nullable String format) {
        Parameters parameters = new Parameters();
        Instant start = parameters.time("from", from, Instant.MIN);
        Instant end = parameters.time("to", to, Instant.MAX);
        int most = parameters.limit(limit, USUAL_LIMIT, MOST);
        Optional<Format> chosen = parameters.choice("format", format, Format.class);
        if (end.isBefore(start)) {
            parameters.fault("to", "expected a time that is not before 'from'");
        }
        parameters.requireNoFault();
        boolean isOfAll = dimension == null || dimension.isEmpty();
        return new ResultsQuery(new TimeRange(start, end), isOfAll ? null : dimension, most, chosen);
    }
}
