package dev.turnstile.sources.video;

import dev.turnstile.sources.kafka.KafkaFeed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whatever ffmpeg reads, as JPEGs one after the other in a pipe. It keeps the time itself: a file is read at its own
 * frame rate, a camera gives what it gives. While Kafka is away the pipe is not read, and ffmpeg waits or drops.
 *
 * @param input ffmpeg's options up to and with the input
 * @param framesPerSecond null for as many as there are
 */
record FfmpegSource(List<String> input, @Nullable Double framesPerSecond) implements VideoSource {

    /** From 2 (good, large) to 31. */
    private static final String QUALITY = "5";

    private static final long LONGEST_END_SECONDS = 5;

    static FfmpegSource ofFile(Path file, @Nullable Double framesPerSecond, boolean isLoop) {
        List<String> input = new ArrayList<>(List.of("-re"));
        if (isLoop) {
            input.addAll(List.of("-stream_loop", "-1"));
        }
        // By its protocol, so that no name of a file is taken for anything else.
        input.addAll(List.of("-i", "file:" + file.toAbsolutePath()));
        return new FfmpegSource(input, framesPerSecond);
    }

    static FfmpegSource ofUrl(String url, @Nullable Double framesPerSecond) {
        return new FfmpegSource(List.of("-i", url), framesPerSecond);
    }

    static FfmpegSource ofWebcam(@Nullable String device, @Nullable Double framesPerSecond) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return new FfmpegSource(
                    List.of("-f", "avfoundation", "-framerate", "30", "-i", device == null ? "0" : device),
                    framesPerSecond);
        }
        if (system.startsWith("windows")) {
            return new FfmpegSource(
                    List.of("-f", "dshow", "-i", "video=" + (device == null ? "Integrated Camera" : device)),
                    framesPerSecond);
        }
        return new FfmpegSource(List.of("-f", "v4l2", "-i", device == null ? "/dev/video0" : device), framesPerSecond);
    }

    List<String> command() {
        List<String> command =
                new ArrayList<>(List.of(Ffmpeg.PROGRAM, "-nostdin", "-hide_banner", "-loglevel", "error"));
        command.addAll(input);
        command.addAll(List.of("-an", "-sn"));
        if (framesPerSecond != null) {
            command.addAll(List.of("-r", Double.toString(framesPerSecond)));
        }
        // Full range, as JPEG has it.
        command.addAll(List.of("-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", QUALITY, "-f", "image2pipe", "pipe:1"));
        return command;
    }

    @Override
    public void run(KafkaFeed feed, FrameFeed frames) throws IOException, InterruptedException {
        Process ffmpeg = new ProcessBuilder(command()).start();
        Thread errors = inBackground("ffmpeg-errors", () -> tell(ffmpeg.getErrorStream(), feed));
        // Reading the pipe blocks; so the end of the feed ends ffmpeg, and that the pipe.
        Thread end = inBackground("ffmpeg-end", () -> {
            try {
                feed.awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ffmpeg.destroy();
        });
        boolean isOver;
        try (InputStream pipe = ffmpeg.getInputStream()) {
            JpegSplitter pictures = new JpegSplitter(pipe, frames::refuse);
            for (byte[] jpeg = pictures.next(); jpeg != null; jpeg = pictures.next()) {
                frames.send(jpeg);
            }
        } finally {
            isOver = end.isAlive();
            end.interrupt();
            if (!ffmpeg.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                ffmpeg.destroyForcibly();
            }
            errors.join(1_000);
        }
        if (isOver && ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg ended with " + ffmpeg.exitValue() + "; what it said is above");
        }
    }

    private static Thread inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void tell(InputStream errors, KafkaFeed feed) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                feed.news("ffmpeg: " + line);
            }
        } catch (IOException e) {
            feed.news("ffmpeg's messages cannot be read: " + e.getMessage());
        }
    }
}
