package dev.turnstile.events.listening;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Someone logged in or out, or tried to: the value on {@code auth_events}.
 *
 * @param authId by which it is kept once; a repetition of one that has none cannot be told from another event
 * @param level the subscription, such as {@code free} or {@code paid}
 * @param ts when, to the millisecond; epoch milliseconds on the topic
 * @param extra the fields that are not known, as a JSON object with their values as they were written; null for none
 */
public record AuthEvent(
        @Nullable String authId,
        String userId,
        @Nullable String level,
        @Nullable String method,
        @Nullable String status,
        Instant ts,
        @Nullable String extra)
        implements ListeningEvent {

    public AuthEvent {
        // So that an event is the same before it is written and once it is read.
        ts = ts.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic. Fields that are not known are kept. */
    public static Reading<AuthEvent> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String authId = null;
            String userId = null;
            String level = null;
            String method = null;
            String status = null;
            Instant ts = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "auth_id" -> authId = in.text();
                    case "user_id" -> userId = in.text();
                    case "level" -> level = in.words(MOST_CHARACTERS);
                    case "method" -> method = in.words(MOST_CHARACTERS);
                    case "status" -> status = in.words(MOST_CHARACTERS);
                    case "ts" -> ts = in.time(latest);
                    default -> in.keep();
                }
            }
            in.require("user_id", userId);
            in.require("ts", ts);
            if (userId == null || ts == null) {
                return new Reading.Rejected<>(in.problems());
            }
            return new Reading.Accepted<>(new AuthEvent(authId, userId, level, method, status, ts, in.kept()));
        });
    }

    @Override
    public @Nullable String id() {
        return authId;
    }

    @Override
    public byte[] toJson() {
        return JsonWriter.write(
                json -> json.text("auth_id", authId)
                        .text("user_id", userId)
                        .text("level", level)
                        .text("method", method)
                        .text("status", status)
                        .number("ts", ts.toEpochMilli()),
                extra);
    }
}
