package dev.turnstile.analytics.video;

import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.EventReader;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import dev.turnstile.events.video.ResolutionCategory;
import java.time.Instant;

/**
 * Reads a frame, looks at what its picture says of itself, and only then decodes it. Cheap questions come first, so that
 * a picture that lies, is too small or would fill the memory costs no decoding.
 */
final class FrameReader implements EventReader<FrameAnalysis> {

    private final VideoSettings settings;
    private final PictureMeter meter = new PictureMeter();

    FrameReader(VideoSettings settings) {
        this.settings = settings;
    }

    @Override
    public Reading<Event<FrameAnalysis>> read(Arrival record, long now) {
        return then(
                Frame.read(record.value(), record.headers(), Instant.ofEpochMilli(now)),
                frame -> then(Jpeg.read(frame.jpeg()), jpeg -> analysed(record, frame, jpeg)));
    }

    private Reading<Event<FrameAnalysis>> analysed(Arrival record, Frame frame, Jpeg jpeg) {
        if (jpeg.width() != frame.width() || jpeg.height() != frame.height()) {
            return Reading.rejected(
                    RejectionReason.PICTURE_MISMATCH,
                    "said to be " + size(frame.width(), frame.height()) + ", is " + size(jpeg.width(), jpeg.height()));
        }
        if (ResolutionCategory.of(jpeg.width(), jpeg.height()).isEmpty()) {
            return new Reading.Ignored<>("smaller than 640x480");
        }
        if ((long) jpeg.width() * jpeg.height() > settings.mostPixels()) {
            return Reading.rejected(
                    RejectionReason.OUT_OF_RANGE,
                    "expected at most " + settings.mostPixels() + " pixels, is " + size(jpeg.width(), jpeg.height()));
        }
        return meter.measure(frame.jpeg(), jpeg)
                .map(picture -> Event.of(
                        // No name has a line break in it, so no two sources' ids are the same.
                        frame.source() + "\n" + frame.frameId(),
                        frame.source(),
                        frame.timestamp().toEpochMilli(),
                        new FrameAnalysis(
                                frame.frameId(),
                                frame.source(),
                                frame.timestamp().toEpochMilli(),
                                jpeg.width(),
                                jpeg.height(),
                                jpeg.components(),
                                frame.jpeg().length,
                                (int) Math.round(100 * picture.brightness()),
                                picture.contentHash(),
                                record.topic(),
                                record.partition(),
                                record.offset())));
    }

    private static String size(int width, int height) {
        return width + "x" + height;
    }

    private static <A, B> Reading<B> then(Reading<A> first, java.util.function.Function<A, Reading<B>> next) {
        if (first instanceof Reading.Accepted<A> accepted) {
            return next.apply(accepted.event());
        }
        return first.map(none -> {
            throw new AssertionError("only what is accepted is mapped");
        });
    }
}
