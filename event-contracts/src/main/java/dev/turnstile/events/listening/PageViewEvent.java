package dev.turnstile.events.listening;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Someone looked at a page: the value on {@code page_view_events}.
 *
 * @param pageViewId by which it is kept once; a repetition of one that has none cannot be told from another event
 * @param ts when, to the millisecond; epoch milliseconds on the topic
 * @param extra the fields that are not known, as a JSON object with their values as they were written; null for none
 */
public record PageViewEvent(
        @Nullable String pageViewId,
        String userId,
        @Nullable String page,
        @Nullable String section,
        @Nullable String referrer,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String device,
        Instant ts,
        @Nullable String extra)
        implements ListeningEvent {

    public PageViewEvent {
        // So that an event is the same before it is written and once it is read.
        ts = ts.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic. Fields that are not known are kept. */
    public static Reading<PageViewEvent> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String pageViewId = null;
            String userId = null;
            String page = null;
            String section = null;
            String referrer = null;
            String browser = null;
            String os = null;
            String device = null;
            Instant ts = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "page_view_id" -> pageViewId = in.text();
                    case "user_id" -> userId = in.text();
                    case "page" -> page = in.words(MOST_CHARACTERS);
                    case "section" -> section = in.words(MOST_CHARACTERS);
                    case "referrer" -> referrer = in.words(MOST_CHARACTERS);
                    case "browser" -> browser = in.words(MOST_CHARACTERS);
                    case "os" -> os = in.words(MOST_CHARACTERS);
                    case "device" -> device = in.words(MOST_CHARACTERS);
                    case "ts" -> ts = in.time(latest);
                    default -> in.keep();
                }
            }
            in.require("user_id", userId);
            in.require("ts", ts);
            if (userId == null || ts == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(
                    new PageViewEvent(pageViewId, userId, page, section, referrer, browser, os, device, ts, in.kept()));
        });
    }

    @Override
    public @Nullable String id() {
        return pageViewId;
    }

    @Override
    public byte[] toJson() {
        return JsonWriter.write(
                json -> json.text("page_view_id", pageViewId)
                        .text("user_id", userId)
                        .text("page", page)
                        .text("section", section)
                        .text("referrer", referrer)
                        .text("browser", browser)
                        .text("os", os)
                        .text("device", device)
                        .number("ts", ts.toEpochMilli()),
                extra);
    }
}
