package dev.turnstile.sources.listening;

import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.sources.run.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who does what and when at the service. Pure: the same seed makes the same things happen. */
final class Listeners {

    private static final int USERS = 5_000;
    /** Sessions at a time. */
    private static final int AT_ONCE = 40;

    private final Random random;
    private final Random ids;
    private final Arrivals arrivals;
    private final Library library;
    private final List<Session> sessions = new ArrayList<>();

    /** @param ids of the events: what has the same ids is kept once */
    Listeners(long seed, Random ids, double perSecond) {
        this.random = new Random(seed);
        this.ids = ids;
        this.arrivals = new Arrivals(perSecond, random);
        this.library = new Library(seed);
    }

    /** When the next thing happens, counted from the beginning. */
    Duration nextMoment() {
        return arrivals.next();
    }

    /** What happens then. */
    ListeningEvent next(Instant ts) {
        if (sessions.size() < AT_ONCE) {
            sessions.add(new Session("user-" + random.nextInt(USERS), random, ids, library));
        }
        Session session = sessions.get(random.nextInt(sessions.size()));
        ListeningEvent event = session.next(ts);
        if (session.isOver()) {
            sessions.remove(session);
        }
        return event;
    }
}
