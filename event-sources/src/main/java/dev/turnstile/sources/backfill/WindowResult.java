package dev.turnstile.sources.backfill;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A final or corrected result as it is on {@code analytics-results}, whatever pipeline's: its numbers are not looked into.
 *
 * @param numbers the record without what says when and how often it was published
 */
record WindowResult(String numbers, Instant windowEnd, int revision, String processedAt) {

    private static final Pattern FORM = Pattern.compile("(?s)(\\{.*\"window_end\":\"([^\"]+)\".*)"
            + ",\"status\":\"(?:final|corrected)\",\"revision\":(\\d{1,9}),\"processed_at\":\"([^\"]+)\"(.*\\})");

    /** Empty when it is not one. */
    static Optional<WindowResult> read(String json) {
        Matcher form = FORM.matcher(json);
        return form.matches()
                ? Optional.of(new WindowResult(
                        form.group(1) + form.group(5),
                        Instant.parse(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        form.group(4)))
                : Optional.empty();
    }

    /** What a reader of upserts has to be told so that it has these numbers in place of those. */
    String correcting(WindowResult published) {
        return numbers.substring(0, numbers.length() - 1) + ",\"status\":\"corrected\",\"revision\":"
                + (published.revision() + 1) + ",\"processed_at\":\"" + processedAt + "\"}";
    }

    /** With nothing there to be corrected. */
    String asFinal() {
        return numbers.substring(0, numbers.length() - 1) + ",\"status\":\"final\",\"revision\":0,\"processed_at\":\""
                + processedAt + "\"}";
    }
}
