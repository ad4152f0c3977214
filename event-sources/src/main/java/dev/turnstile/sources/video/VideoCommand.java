package dev.turnstile.sources.video;

import dev.turnstile.events.json.JsonDocument;
import dev.turnstile.events.video.Frame;
import dev.turnstile.sources.kafka.FeedOptions;
import dev.turnstile.sources.kafka.KafkaFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts pictures on {@code video_frames}. */
@Command(
        name = "video",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends frames of video until Ctrl-C or SIGTERM, or the end of the file.",
            "",
            "Without --source it draws test pictures. A camera, a video file and a stream are read with the ffmpeg "
                    + "program; a folder of JPEGs needs nothing. A frame of more than 2 MiB is not sent, and said so."
        })
public final class VideoCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");
    private static final double MOST_FRAMES_PER_SECOND = 240;
    private static final int MOST_PIXELS = 4096 * 4096;

    /** The value of the record. */
    enum Form {
        picture,
        json
    }

    @Option(
            names = "--source",
            paramLabel = "KIND|URL",
            defaultValue = VideoSource.GENERATED,
            description = "generated, file (with --path), webcam, or a URL that ffmpeg reads, such as "
                    + "rtsp://camera/stream (default: ${DEFAULT-VALUE}).")
    private String source = VideoSource.GENERATED;

    @Option(
            names = "--path",
            paramLabel = "FILE|FOLDER",
            description = "For --source file: a video file, or a folder of JPEGs, taken in the order of their names.")
    private @Nullable Path path;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "For --source webcam (default: the system's first, such as /dev/video0).")
    private @Nullable String device;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the source is called on the frames (default: its kind, or the URL's host).")
    private @Nullable String name;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description = "Frames per second (default: 10 when generated, 25 for a folder, else as the source has it).")
    private @Nullable Double framesPerSecond;

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            defaultValue = "640x480",
            description = "Of generated pictures (default: ${DEFAULT-VALUE}).")
    private String size = "640x480";

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "picture",
            description = "picture: the JPEG as it is, the rest as headers; json: all of it, a third larger "
                    + "(default: ${DEFAULT-VALUE}).")
    private Form form = Form.picture;

    @Option(names = "--loop", description = "For --source file: from the beginning again when it is over.")
    private boolean isLoop;

    @Mixin
    private FeedOptions options;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    VideoCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        VideoSource video = source();
        if (video instanceof FfmpegSource) {
            Ffmpeg.requireInstalled();
        }
        String called = name == null ? VideoSource.nameOf(source) : name;
        options.require(
                !called.isBlank() && called.length() <= JsonDocument.MOST_CHARACTERS,
                "--name must be 1 to " + JsonDocument.MOST_CHARACTERS + " characters");
        int largestBytes = Frame.MOST_BYTES * (form == Form.json ? 3 : 2) / 2;
        try (KafkaFeed feed = options.start("video", largestBytes)) {
            FrameFeed frames = new FrameFeed(feed, called, form == Form.json);
            video.run(feed, frames);
            frames.end();
        }
        return 0;
    }

    private VideoSource source() {
        options.require(
                framesPerSecond == null || (framesPerSecond > 0 && framesPerSecond <= MOST_FRAMES_PER_SECOND),
                "--fps must be more than 0 and at most 240");
        boolean isFile = source.equals(VideoSource.FILE);
        options.require(isFile == (path != null), "--path goes with --source file, and --source file needs it");
        options.require(path == null || Files.isReadable(path), "--path cannot be read: " + path);
        options.require(isFile || !isLoop, "--loop goes with --source file");
        if (source.equals(VideoSource.GENERATED)) {
            return generated();
        }
        if (path != null) {
            return Files.isDirectory(path)
                    ? new JpegFolder(path, interval(25), isLoop)
                    : FfmpegSource.ofFile(path, framesPerSecond, isLoop);
        }
        if (source.equals(VideoSource.WEBCAM)) {
            return FfmpegSource.ofWebcam(device, framesPerSecond);
        }
        options.require(
                source.contains("://"),
                "--source must be generated, file, webcam or a URL such as rtsp://camera/stream, but is '" + source
                        + "'");
        return FfmpegSource.ofUrl(source, framesPerSecond);
    }

    private VideoSource generated() {
        Matcher pixels = SIZE.matcher(size);
        options.require(pixels.matches(), "--size must be such as 1280x720");
        int width = Integer.parseInt(pixels.group(1));
        int height = Integer.parseInt(pixels.group(2));
        options.require(
                width >= 64 && height >= 64 && (long) width * height <= MOST_PIXELS,
                "--size must be at least 64x64 and at most 4096x4096 or as many pixels");
        return new GeneratedVideo(width, height, options.seed(), interval(10));
    }

    private Duration interval(double usual) {
        return Duration.ofNanos(Math.round(1e9 / (framesPerSecond == null ? usual : framesPerSecond)));
    }
}
