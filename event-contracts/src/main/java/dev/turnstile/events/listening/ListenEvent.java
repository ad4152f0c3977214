package dev.turnstile.events.listening;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Times;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Someone listened to a song: the value on {@code listen_events}.
 *
 * @param listenId by which it is kept once; a repetition of one that has none cannot be told from another event
 * @param duration of the song, in seconds, 0 to {@value #MOST_SECONDS}
 * @param ts when, to the millisecond; epoch milliseconds on the topic
 * @param extra the fields that are not known, as a JSON object with their values as they were written; null for none
 */
public record ListenEvent(
        @Nullable String listenId,
        String userId,
        @Nullable String songId,
        @Nullable String artist,
        @Nullable String song,
        @Nullable Double duration,
        Instant ts,
        @Nullable String extra)
        implements ListeningEvent {

    /** The longest duration that is believed, in seconds: a day. */
    public static final double MOST_SECONDS = 86_400;

    public ListenEvent {
        // So that an event is the same before it is written and once it is read.
        ts = ts.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reads a record of the topic. Fields that are not known are kept. */
    public static Reading<ListenEvent> read(byte @Nullable [] json, Instant now) {
        Instant latest = now.plus(Times.MOST_IN_FUTURE);
        return JsonReader.readRecord(json, in -> {
            String listenId = null;
            String userId = null;
            String songId = null;
            String artist = null;
            String song = null;
            Double duration = null;
            Instant ts = null;
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "listen_id" -> listenId = in.text();
                    case "user_id" -> userId = in.text();
                    case "song_id" -> songId = in.text();
                    case "artist" -> artist = in.words(MOST_CHARACTERS);
                    case "song" -> song = in.words(MOST_CHARACTERS);
                    case "duration" -> duration = in.number(MOST_SECONDS);
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
                    new ListenEvent(listenId, userId, songId, artist, song, duration, ts, in.kept()));
        });
    }

    @Override
    public @Nullable String id() {
        return listenId;
    }

    @Override
    public byte[] toJson() {
        return JsonWriter.write(
                json -> json.text("listen_id", listenId)
                        .text("user_id", userId)
                        .text("song_id", songId)
                        .text("artist", artist)
                        .text("song", song)
                        .number("duration", duration)
                        .number("ts", ts.toEpochMilli()),
                extra);
    }
}
