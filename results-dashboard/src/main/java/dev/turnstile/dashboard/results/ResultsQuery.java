package dev.turnstile.dashboard.results;

import dev.turnstile.dashboard.requests.Parameters;
import dev.turnstile.dashboard.requests.ProblemException;
import dev.turnstile.dashboard.store.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for of a pipeline's results.
 *
 * @param dimension null for all
 */
record ResultsQuery(TimeRange range, @Nullable String dimension, int limit, Format format) {

    private static final int USUAL_LIMIT = 500;
    private static final int MOST = 10_000;
    /** More than are kept: CSV is written row by row. */
    private static final int MOST_ROWS = 999_999_999;

    /** How results are written. */
    enum Format {
        JSON,
        CSV
    }

    /**
     * Reads and checks the parameters.
     *
     * @param prefersCsv what is meant when no format is named
     * @throws ProblemException that names every one which is wrong, at once
     */
    static ResultsQuery read(
            @Nullable String from,
            @Nullable String to,
            @Nullable String dimension,
            @Nullable String limit,
            @Nullable String format,
            boolean prefersCsv) {
        Parameters parameters = new Parameters();
        Instant start = parameters.time("from", from, Instant.MIN);
        Instant end = parameters.time("to", to, Instant.MAX);
        Format chosen = parameters.choice("format", format, Format.class).orElse(prefersCsv ? Format.CSV : Format.JSON);
        int most = chosen == Format.CSV
                ? parameters.limit(limit, MOST_ROWS, MOST_ROWS)
                : parameters.limit(limit, USUAL_LIMIT, MOST);
        if (end.isBefore(start)) {
            parameters.fault("to", "expected a time that is not before 'from'");
        }
        parameters.requireNoFault();
        boolean isOfAll = dimension == null || dimension.isEmpty();
        return new ResultsQuery(new TimeRange(start, end), isOfAll ? null : dimension, most, chosen);
    }
}
