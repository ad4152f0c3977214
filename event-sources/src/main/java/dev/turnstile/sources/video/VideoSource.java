package dev.turnstile.sources.video;

import dev.turnstile.sources.kafka.KafkaFeed;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where pictures come from. */
interface VideoSource {

    String GENERATED = "generated";
    String FILE = "file";
    String WEBCAM = "webcam";

    /** Sends frames, each in its time, until the feed is to end or there are no more. */
    void run(KafkaFeed feed, FrameFeed frames) throws IOException, InterruptedException;

    /** What a source is called when nobody says; never with what a URL may hold of passwords. */
    static String nameOf(String source) {
        if (!source.contains("://")) {
            return source;
        }
        try {
            @Nullable String host = URI.create(source).getHost();
            return host == null ? "stream" : host;
        } catch (IllegalArgumentException e) {
            return "stream";
        }
    }
}
