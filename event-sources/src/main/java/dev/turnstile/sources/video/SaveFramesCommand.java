package dev.turnstile.sources.video;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Topics;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import dev.turnstile.sources.kafka.ReceivedEvent;
import dev.turnstile.sources.kafka.RunOptions;
import dev.turnstile.sources.kafka.TopicReader;
import dev.turnstile.sources.progress.ProgressLine;
import dev.turnstile.sources.run.Pace;
import dev.turnstile.sources.run.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes frames from {@code video_frames} as JPEG files. */
@Command(
        name = "save-frames",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes frames as JPEG files into a folder, one folder within it for each source, until Ctrl-C or SIGTERM.",
            "",
            "Example: save-frames --folder pictures --source webcam --from-start --most 500"
        })
public final class SaveFramesCommand implements Callable<Integer> {

    private static final Duration LONGEST_POLL = Duration.ofMillis(250);

    @Option(names = "--folder", paramLabel = "FOLDER", required = true, description = "Where to; made when missing.")
    private Path folder;

    @Option(names = "--source", paramLabel = "NAME", description = "Of this source only (default: of all).")
    private @Nullable String source;

    @Option(
            names = "--from-start",
            description = "First those that the topic still has; then, like without it, those that come.")
    private boolean isFromStart;

    @Option(names = "--most", paramLabel = "FRAMES", description = "Stop by itself after so many (default: never).")
    private long most = Long.MAX_VALUE;

    @Mixin
    private RunOptions options;

    private long saved;
    private long bytes;
    private long passedOver;

    @SuppressWarnings("NullAway.Init") // picocli's constructor.
    SaveFramesCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        options.require(most > 0, "--most must be at least 1");
        FrameFolder files = new FrameFolder(folder);
        Pace pace = new Pace(options.duration());
        ProgressLine progress = new ProgressLine();
        StopSignal stopSignal = new StopSignal(pace::stop);
        progress.show(this::line);
        try (TopicReader frames = new TopicReader("save-frames", options.kafka(), Topics.VIDEO_FRAMES, isFromStart)) {
            while (saved < most && pace.await(pace.elapsed())) {
                for (ReceivedEvent event : frames.poll(LONGEST_POLL)) {
                    save(event, files);
                }
            }
        }
        progress.end(line());
        stopSignal.ended();
        return 0;
    }

    private void save(ReceivedEvent event, FrameFolder files) throws IOException {
        Reading<Frame> reading = Frame.read(event.value(), event.headers(), Instant.now());
        if (!(reading instanceof Reading.Accepted<Frame> accepted)
                || !(Jpeg.read(accepted.event().jpeg()) instanceof Reading.Accepted<Jpeg>)) {
            passedOver++;
        } else if (saved < most
                && (source == null || source.equals(accepted.event().source()))) {
            files.write(accepted.event());
            saved++;
            bytes += accepted.event().jpeg().length;
        }
    }

    private String line() {
        String unfit = passedOver == 0 ? "" : String.format(Locale.ROOT, ", %,d unfit passed over", passedOver);
        return String.format(
                Locale.ROOT, "save-frames: %,d frames, %.1f MB in %s%s", saved, bytes / 1e6, folder, unfit);
    }
}
