package dev.turnstile.analytics.video;

import dev.turnstile.events.results.Alert;
import dev.turnstile.events.results.VideoResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a source shows the same picture for too long, a black one, or none at all. Each alert fires once, is resolved
 * once, and has the same id both times, whatever restarts in between: the id is made of the event time at which it began.
 * What fires when a source is forgotten is resolved then: nobody would ever resolve it.
 */
final class SourceAlarms {

    static final String FROZEN = "VIDEO_FROZEN";
    static final String BLACK = "VIDEO_BLACK";
    static final String SILENT = "VIDEO_SILENT";

    /** Nothing fires. No frame is from then: it would have been rejected. */
    private static final long NEVER = 0;

    /** A fade to black and back is over when it is this much brighter than black; so it does not flicker. */
    private static final double CLEARLY_BRIGHTER = 1.5;

    /**
     * What is kept of it in the state; times are event times in epoch milliseconds, 0 where nothing fires.
     *
     * @param newestTime of any frame
     * @param sameSince the first frame that had the content
     */
    public record Saved(
            long newestTime, long contentHash, long sameSince, long frozenSince, long blackSince, long silentSince) {}

    private final String source;
    private final VideoSettings settings;
    private long newestTime;
    private long contentHash;
    private long sameSince;
    private long frozenSince;
    private long blackSince;
    private long silentSince;
    /** By the task's clock; of no meaning to another task, so after a restart it begins anew. */
    private long heardAt;
    /** How long other tasks, before a restart, had heard nothing; the time in between, when nobody listened, is not in it. */
    private long silentBefore;

    SourceAlarms(String source, VideoSettings settings, long now) {
        this.source = source;
        this.settings = settings;
        this.heardAt = now;
    }

    /** What a frame changes; one that is older than another has no say in what is to be seen now. */
    List<Alert> see(FrameAnalysis frame, long now) {
        List<Alert> alerts = new ArrayList<>();
        heardAt = now;
        silentBefore = 0;
        if (silentSince != NEVER) {
            alerts.add(silence(Alert.State.RESOLVED, silentSince, seconds(Math.max(0, frame.time() - silentSince))));
            silentSince = NEVER;
            if (frame.time() < newestTime) {
                // It came back with its clock set back: what it shows now is what there is to be seen.
                newestTime = frame.time();
                sameSince = frame.time();
            }
        }
        if (frame.time() >= newestTime) {
            seeContent(frame, alerts);
            seeBrightness(frame, alerts);
            newestTime = frame.time();
        }
        return alerts;
    }

    private void seeContent(FrameAnalysis frame, List<Alert> alerts) {
        long lasted = frame.time() - sameSince;
        if (newestTime == NEVER || frame.contentHash() != contentHash) {
            if (frozenSince != NEVER) {
                alerts.add(frozen(Alert.State.RESOLVED, frozenSince, seconds(newestTime - frozenSince)));
                frozenSince = NEVER;
            }
            contentHash = frame.contentHash();
            sameSince = frame.time();
        } else if (frozenSince == NEVER && lasted >= settings.frozenAfter().toMillis()) {
            frozenSince = sameSince;
            alerts.add(frozen(Alert.State.FIRING, frozenSince, seconds(lasted)));
        }
    }

    private void seeBrightness(FrameAnalysis frame, List<Alert> alerts) {
        double brightness = frame.brightness();
        if (blackSince == NEVER && brightness < settings.blackBelow()) {
            blackSince = frame.time();
            alerts.add(black(Alert.State.FIRING, brightness));
        } else if (blackSince != NEVER && brightness >= CLEARLY_BRIGHTER * settings.blackBelow()) {
            alerts.add(black(Alert.State.RESOLVED, brightness));
            blackSince = NEVER;
        }
    }

    /** Whether it has just become clear that nothing comes any more. */
    Optional<Alert> listen(long now) {
        long silence = now - heardAt;
        if (silentSince != NEVER || silence < settings.silentAfter().toMillis()) {
            return Optional.empty();
        }
        silentSince = newestTime;
        return Optional.of(silence(Alert.State.FIRING, silentSince, seconds(silence)));
    }

    boolean isSilent() {
        return silentSince != NEVER;
    }

    /** For how long nothing was heard while somebody listened, in milliseconds, restarts or not. */
    long silence(long now) {
        return silentBefore + now - heardAt;
    }

    /** Whether it has been silent for so long that it is not worth being kept. */
    boolean isForgotten(long now) {
        return isSilent() && silence(now) >= settings.forgottenAfter().toMillis();
    }

    /** Resolves whatever fires. */
    List<Alert> end(long now) {
        List<Alert> alerts = new ArrayList<>();
        if (silentSince != NEVER) {
            alerts.add(silence(Alert.State.RESOLVED, silentSince, seconds(silence(now))));
        }
        if (frozenSince != NEVER) {
            alerts.add(frozen(Alert.State.RESOLVED, frozenSince, seconds(newestTime - frozenSince)));
        }
        if (blackSince != NEVER) {
            alerts.add(black(Alert.State.RESOLVED, settings.blackBelow()));
        }
        return alerts;
    }

    private Alert frozen(Alert.State state, long since, double lasted) {
        double expected = seconds(settings.frozenAfter().toMillis());
        return alert(FROZEN, state, since, lasted, expected, lasted / expected);
    }

    private Alert black(Alert.State state, double brightness) {
        return alert(BLACK, state, blackSince, brightness, settings.blackBelow(), settings.blackBelow() - brightness);
    }

    private Alert silence(Alert.State state, long since, double lasted) {
        double expected = seconds(settings.silentAfter().toMillis());
        return alert(SILENT, state, since, lasted, expected, lasted / expected);
    }

    private Alert alert(String kind, Alert.State state, long since, double value, double expected, double score) {
        Instant began = Instant.ofEpochMilli(since);
        return new Alert(
                kind + "|" + source + "|" + began,
                VideoResult.PIPELINE,
                source,
                kind,
                state,
                value,
                expected,
                score,
                began,
                null);
    }

    private static double seconds(long millis) {
        return millis / 1_000.0;
    }

    Saved saved() {
        return new Saved(newestTime, contentHash, sameSince, frozenSince, blackSince, silentSince);
    }

    /** @param silentBefore what {@link #silence} said when it was saved; 0 when that is not known */
    static SourceAlarms of(String source, Saved saved, long silentBefore, VideoSettings settings, long now) {
        SourceAlarms alarms = new SourceAlarms(source, settings, now);
        alarms.silentBefore = silentBefore;
        alarms.newestTime = saved.newestTime();
        alarms.contentHash = saved.contentHash();
        alarms.sameSince = saved.sameSince();
        alarms.frozenSince = saved.frozenSince();
        alarms.blackSince = saved.blackSince();
        alarms.silentSince = saved.silentSince();
        return alarms;
    }
}
