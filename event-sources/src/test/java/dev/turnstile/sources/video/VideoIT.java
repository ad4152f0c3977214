package dev.turnstile.sources.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Topics;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import dev.turnstile.kafka.process.KafkaBroker;
import dev.turnstile.kafka.process.NewTopics;
import dev.turnstile.kafka.process.TopicClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is run, with as little memory as it is given, against a real broker. */
@Timeout(300)
class VideoIT {

    @TempDir
    private static Path kafka;

    private static KafkaBroker broker;

    @TempDir
    private Path directory;

    /** What a command said, and how it ended. */
    private record Ended(int code, String said) {}

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(kafka);
        NewTopics.create(broker.bootstrapServers(), List.of(Topics.VIDEO_FRAMES));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private Ended run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "event-sources.jar").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--kafka", broker.bootstrapServers()));
        Path said = directory.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(said, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Frame> framesOf(String source) throws IOException {
        try (TopicClient client = new TopicClient(broker.bootstrapServers())) {
            return client.records(Topics.VIDEO_FRAMES.name()).stream()
                    .map(VideoIT::frame)
                    .filter(frame -> frame.source().equals(source))
                    .toList();
        }
    }

    private static Frame frame(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        Reading<Frame> reading = Frame.read(record.value(), headers, Instant.now());
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        Frame frame = ((Reading.Accepted<Frame>) reading).event();
        assertThat(record.key()).isEqualTo(frame.source().getBytes(UTF_8));
        assertThat(Jpeg.read(frame.jpeg()))
                .isEqualTo(new Reading.Accepted<>(new Jpeg(frame.width(), frame.height(), 3, Jpeg.Colours.LUMA_FIRST)));
        return frame;
    }

    @Test
    void a_folder_goes_in_and_comes_out_again_and_what_is_too_large_or_broken_is_told() throws Exception {
        GeneratedVideo video = new GeneratedVideo(640, 480, 1, Duration.ofMillis(100));
        Path in = Files.createDirectory(directory.resolve("in"));
        for (int number = 0; number < 5; number++) {
            Files.write(in.resolve("picture-" + number + ".jpg"), video.jpeg(number));
        }
        Files.write(in.resolve("picture-5.jpeg"), new byte[3 << 20]);
        Files.writeString(in.resolve("picture-6.JPG"), "none");
        Files.writeString(in.resolve("notes.txt"), "passed over");

        for (String form : List.of("picture", "json")) {
            Ended sent = run(
                    "video",
                    "--source",
                    "file",
                    "--path",
                    in.toString(),
                    "--name",
                    form,
                    "--fps",
                    "50",
                    "--form",
                    form);
            assertThat(sent.code()).as(sent.said()).isZero();
            assertThat(sent.said())
                    .contains("Frame 6 of " + form + " has 2,097,153 bytes, and a frame may have 2,097,152 at most")
                    .contains("2 frames of " + form + " were not sent")
                    .contains("video: 5 events");
            List<Frame> frames = framesOf(form);
            assertThat(frames).hasSize(5);
            for (int number = 0; number < 5; number++) {
                assertThat(frames.get(number).jpeg()).isEqualTo(video.jpeg(number));
            }
        }

        Path out = directory.resolve("out");
        Ended saved = run("save-frames", "--folder", out.toString(), "--source", "json", "--from-start", "--most", "5");
        assertThat(saved.code()).as(saved.said()).isZero();
        assertThat(saved.said().lines()).singleElement().asString().startsWith("save-frames: 5 frames, ");
        try (Stream<Path> files = Files.list(out.resolve("json"))) {
            assertThat(files.sorted().map(VideoIT::bytes)).hasSize(5).first().isEqualTo(video.jpeg(0));
        }
    }

    @Test
    void a_clip_goes_through_ffmpeg_at_its_own_rate() throws Exception {
        assumeTrue(Ffmpeg.isInstalled(), "ffmpeg is not installed (apt-get install ffmpeg)");
        Path clip = directory.resolve("clip.mp4");
        Process made = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=1280x720:rate=10:duration=2",
                        "-c:v",
                        "mpeg4",
                        clip.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();

        Instant start = Instant.now();
        Ended sent = run("video", "--source", "file", "--path", clip.toString(), "--name", "clip");

        assertThat(sent.code()).as(sent.said()).isZero();
        assertThat(framesOf("clip")).hasSize(20).allSatisfy(frame -> {
            assertThat(frame.width()).isEqualTo(1280);
            assertThat(frame.height()).isEqualTo(720);
        });
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void generated_pictures_need_nothing_and_without_ffmpeg_a_file_says_what_to_do() throws Exception {
        Ended sent = run("video", "--size", "1280x720", "--fps", "10", "--duration", "PT2S");
        assertThat(sent.code()).as(sent.said()).isZero();
        assertThat(framesOf("generated")).hasSizeBetween(5, 20);

        Path file = Files.createFile(directory.resolve("film.mp4"));
        Ended refused =
                run(Map.of("PATH", directory.toString()), "video", "--source", "file", "--path", file.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said().lines())
                .singleElement()
                .asString()
                .contains("ffmpeg program is needed", "apt-get install ffmpeg");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
