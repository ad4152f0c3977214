package dev.turnstile.analytics.eventlake;

import static dev.turnstile.analytics.eventlake.Column.real;
import static dev.turnstile.analytics.eventlake.Column.text;

import dev.turnstile.events.Reading;
import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.listening.AuthEvent;
import dev.turnstile.events.listening.ListenEvent;
import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.listening.PageViewEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A topic of the lake: how its events are read, and what its files have for columns.
 *
 * @param reader never throws for what is in a record
 */
record LakeTopic<E extends ListeningEvent>(
        TopicDefinition definition, BiFunction<byte[], Instant, Reading<E>> reader, List<Column<E>> columns) {

    private static final LakeTopic<ListenEvent> LISTENS = of(
            Topics.LISTEN_EVENTS,
            ListenEvent::read,
            text("listen_id", ListenEvent::listenId),
            List.of(
                    text("song_id", ListenEvent::songId),
                    text("artist", ListenEvent::artist),
                    text("song", ListenEvent::song),
                    real("duration", ListenEvent::duration)));

    private static final LakeTopic<PageViewEvent> PAGE_VIEWS = of(
            Topics.PAGE_VIEW_EVENTS,
            PageViewEvent::read,
            text("page_view_id", PageViewEvent::pageViewId),
            List.of(
                    text("page", PageViewEvent::page),
                    text("section", PageViewEvent::section),
                    text("referrer", PageViewEvent::referrer),
                    text("browser", PageViewEvent::browser),
                    text("os", PageViewEvent::os),
                    text("device", PageViewEvent::device)));

    private static final LakeTopic<AuthEvent> LOGINS = of(
            Topics.AUTH_EVENTS,
            AuthEvent::read,
            text("auth_id", AuthEvent::authId),
            List.of(
                    text("level", AuthEvent::level),
                    text("method", AuthEvent::method),
                    text("status", AuthEvent::status)));

    static final List<LakeTopic<?>> ALL = List.of(LISTENS, PAGE_VIEWS, LOGINS);

    static LakeTopic<?> named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the lake keeps no topic " + name));
    }

    /** Also the name of its folder. */
    String name() {
        return definition.name();
    }

    /** Reads a record for the first time, when it may still turn out to be unfit. */
    Reading<E> read(byte[] json, Instant now) {
        return reader.apply(json, now);
    }

    /** Reads a record that was found fit before. */
    E reread(byte[] json) {
        Reading<E> reading = read(json, Instant.now());
        if (reading instanceof Reading.Accepted<E> accepted) {
            return accepted.event();
        }
        throw new IllegalStateException("a record of " + name() + " that was fit is so no longer: " + reading);
    }

    private static <E extends ListeningEvent> LakeTopic<E> of(
            TopicDefinition definition,
            BiFunction<byte[], Instant, Reading<E>> reader,
            Column<E> id,
            List<Column<E>> columns) {
        List<Column<E>> all = new ArrayList<>();
        all.add(id);
        all.add(new Column<>("user_id", Column.Type.TEXT, true, ListeningEvent::userId));
        all.addAll(columns);
        all.add(new Column<>("ts", Column.Type.TIME, true, ListeningEvent::ts));
        all.add(text("extra", ListeningEvent::extra));
        return new LakeTopic<>(definition, reader, List.copyOf(all));
    }
}
