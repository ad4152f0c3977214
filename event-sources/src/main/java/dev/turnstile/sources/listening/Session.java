package dev.turnstile.sources.listening;

import dev.turnstile.events.TopicDefinition;
import dev.turnstile.events.Topics;
import dev.turnstile.events.listening.AuthEvent;
import dev.turnstile.events.listening.ListenEvent;
import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.listening.PageViewEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One visit of one listener: a login, pages and songs, a logout. */
final class Session {

    private static final List<String> BROWSERS = List.of("Firefox", "Chrome", "Safari", "Edge");
    private static final List<String> SYSTEMS = List.of("Linux", "Windows", "macOS", "Android", "iOS");
    private static final List<String> DEVICES = List.of("desktop", "phone", "tablet");
    private static final List<String> PAGES = List.of("home", "search", "artist", "album", "playlist", "settings");
    private static final List<String> REFERRERS = List.of("", "https://search.example", "https://social.example");

    private final Random random;
    private final Random ids;
    private final Library library;
    private final String user;
    private final String level;
    private final String browser;
    private final String system;
    private final String device;
    private int stepsLeft;
    private Stage stage = Stage.LOGIN;

    private enum Stage {
        LOGIN,
        WITHIN,
        LOGOUT,
        OVER
    }

    Session(String user, Random random, Random ids, Library library) {
        this.user = user;
        this.random = random;
        this.ids = ids;
        this.library = library;
        this.level = random.nextInt(3) == 0 ? "paid" : "free";
        this.browser = oneOf(BROWSERS);
        this.system = oneOf(SYSTEMS);
        this.device = oneOf(DEVICES);
        this.stepsLeft = 3 + random.nextInt(25);
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** What the listener does next. */
    ListeningEvent next(Instant ts) {
        return switch (stage) {
            case LOGIN -> login(ts);
            case WITHIN -> {
                if (--stepsLeft == 0) {
                    stage = Stage.LOGOUT;
                }
                yield random.nextInt(10) < 6 ? listen(ts) : pageView(ts);
            }
            case LOGOUT, OVER -> {
                stage = Stage.OVER;
                yield new AuthEvent(id(), user, level, "logout", "success", ts, null);
            }
        };
    }

    private AuthEvent login(Instant ts) {
        boolean isRefused = random.nextInt(20) == 0;
        stage = isRefused ? Stage.LOGIN : Stage.WITHIN;
        String method = random.nextBoolean() ? "password" : "single-sign-on";
        return new AuthEvent(id(), user, level, method, isRefused ? "failed" : "success", ts, null);
    }

    private ListenEvent listen(Instant ts) {
        Library.Song song = library.pick(random);
        // A newer player tells more than the contract knows.
        String extra = random.nextInt(4) == 0 ? "{\"player\":\"2.1\",\"offline\":" + random.nextBoolean() + "}" : null;
        return new ListenEvent(id(), user, song.id(), song.artist(), song.title(), song.duration(), ts, extra);
    }

    private PageViewEvent pageView(Instant ts) {
        String page = oneOf(PAGES);
        return new PageViewEvent(
                id(),
                user,
                page,
                page.equals("home") ? "charts" : null,
                oneOf(REFERRERS),
                browser,
                system,
                device,
                ts,
                null);
    }

    private String id() {
        return new UUID(ids.nextLong(), ids.nextLong()).toString();
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static TopicDefinition topicOf(ListeningEvent event) {
        if (event instanceof ListenEvent) {
            return Topics.LISTEN_EVENTS;
        }
        return event instanceof PageViewEvent ? Topics.PAGE_VIEW_EVENTS : Topics.AUTH_EVENTS;
    }
}
