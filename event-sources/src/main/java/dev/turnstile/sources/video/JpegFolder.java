package dev.turnstile.sources.video;

import dev.turnstile.events.video.Frame;
import dev.turnstile.sources.kafka.KafkaFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The JPEGs of a folder, in the order of their names. */
record JpegFolder(Path folder, Duration interval, boolean isLoop) implements VideoSource {

    @Override
    public void run(KafkaFeed feed, FrameFeed frames) throws IOException, InterruptedException {
        List<Path> files = files();
        if (files.isEmpty()) {
            throw new IOException("there are no .jpg or .jpeg files in " + folder);
        }
        long number = 0;
        do {
            for (Path file : files) {
                if (!feed.await(interval.multipliedBy(number++))) {
                    return;
                }
                frames.send(read(file));
            }
        } while (isLoop);
    }

    /** No more of a file than shows that it is too large. */
    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(Frame.MOST_BYTES + 1);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*\\.jpe?g"))
                    .sorted()
                    .toList();
        }
    }
}
