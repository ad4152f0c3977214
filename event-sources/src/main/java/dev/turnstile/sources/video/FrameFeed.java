package dev.turnstile.sources.video;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Topics;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import dev.turnstile.sources.kafka.KafkaFeed;
import dev.turnstile.sources.kafka.OutgoingEvent;
import java.time.Instant;
import java.util.Locale;

/** Makes frames of pictures and sends them; what is no whole JPEG, or too large, is not sent, and said so. */
final class FrameFeed {

    private final KafkaFeed feed;
    private final String source;
    private final boolean isJson;
    private long number;
    private long refused;
    private boolean wasRefused;

    FrameFeed(KafkaFeed feed, String source, boolean isJson) {
        this.feed = feed;
        this.source = source;
        this.isJson = isJson;
    }

    /** Sends a picture that has just been taken. */
    void send(byte[] jpeg) {
        number++;
        if (jpeg.length > Frame.MOST_BYTES) {
            refuse(String.format(
                    Locale.ROOT, "has %,d bytes, and a frame may have %,d at most", jpeg.length, Frame.MOST_BYTES));
            return;
        }
        Reading<Jpeg> picture = Jpeg.read(jpeg);
        if (picture instanceof Reading.Accepted<Jpeg> accepted) {
            wasRefused = false;
            feed.write(event(accepted.event(), jpeg));
        } else if (picture instanceof Reading.Rejected<Jpeg> rejected) {
            refuse("is no JPEG that can be sent: " + rejected.first().detail());
        }
    }

    private OutgoingEvent event(Jpeg picture, byte[] jpeg) {
        Instant now = Instant.now();
        String id = "frame_" + number + "_" + now.toEpochMilli();
        Frame frame = new Frame(id, now, source, picture.width(), picture.height(), picture.components(), jpeg);
        return isJson
                ? new OutgoingEvent(Topics.VIDEO_FRAMES, source, frame.toJson())
                : new OutgoingEvent(Topics.VIDEO_FRAMES, source, jpeg, frame.toHeaders());
    }

    /** Tells of the first in a row. */
    void refuse(String why) {
        refused++;
        if (!wasRefused) {
            wasRefused = true;
            feed.news("Frame " + number + " of " + source + " " + why);
        }
    }

    void end() {
        if (refused > 0) {
            feed.news(String.format(Locale.ROOT, "%,d frames of %s were not sent", refused, source));
        }
    }
}
