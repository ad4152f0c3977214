package dev.turnstile.analytics.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import dev.turnstile.events.video.Orientation;
import dev.turnstile.events.video.ResolutionCategory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {

    private static final Instant NOW = Instant.parse("2025-11-24T10:50:00Z");

    private final FrameReader reader = new FrameReader(VideoSettings.from(Environment.EMPTY));

    private static Frame frame(byte[] jpeg, int width, int height) {
        return new Frame("frame_1", NOW, "webcam", width, height, 3, jpeg);
    }

    /** The picture as the value, the rest as headers. */
    private Reading<Event<FrameAnalysis>> read(Frame frame) {
        return reader.read(
                Arrival.ofRecord("video_frames", 2, 4711, NOW.toEpochMilli(), null, frame.jpeg(), frame.toHeaders()),
                NOW.toEpochMilli());
    }

    private FrameAnalysis analysis(Frame frame) {
        Reading<Event<FrameAnalysis>> reading = read(frame);
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Event<FrameAnalysis>>) reading).event().payload();
    }

    private Reading.Problem problem(Frame frame) {
        Reading<Event<FrameAnalysis>> reading = read(frame);
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected<Event<FrameAnalysis>>) reading).first();
    }

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1.78, LANDSCAPE, HD",
        "1280, 720, 1.78, LANDSCAPE, HD_READY",
        "1919, 1080, 1.78, LANDSCAPE, HD_READY",
        "640, 480, 1.33, SQUARE, SD",
        "960, 640, 1.50, SQUARE, SD",
        "962, 640, 1.50, LANDSCAPE, SD",
        "768, 960, 0.80, SQUARE, SD",
        "767, 960, 0.80, PORTRAIT, SD",
        "1080, 1920, 0.56, PORTRAIT, SD",
    })
    void every_field_of_the_analysis_is_right(
            int width,
            int height,
            double aspect,
            Orientation orientation,
            ResolutionCategory category,
            @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve(width + "x" + height + ".jpg");
        Files.write(file, Pictures.jpeg(Pictures.drawn(width, height, width)));
        byte[] jpeg = Files.readAllBytes(file);

        var processed = analysis(frame(jpeg, width, height)).processed(30, NOW);

        assertThat(processed.frameId()).isEqualTo("frame_1");
        assertThat(processed.source()).isEqualTo("webcam");
        assertThat(processed.timestamp()).isEqualTo(NOW);
        assertThat(processed.width()).isEqualTo(width);
        assertThat(processed.height()).isEqualTo(height);
        assertThat(processed.channels()).isEqualTo(3);
        assertThat(processed.sizeBytes()).isEqualTo(jpeg.length);
        assertThat(processed.aspectRatio()).isEqualTo(aspect);
        assertThat(processed.orientation()).isEqualTo(orientation);
        assertThat(processed.resolutionCategory()).isEqualTo(category);
        assertThat(processed.compressionRatio()).isCloseTo(jpeg.length / (3.0 * width * height), within(0.0005));
        assertThat(processed.brightness()).isCloseTo(Pictures.brightness(jpeg), within(1.0));
        assertThat(processed.topic() + processed.partition() + processed.offset())
                .isEqualTo("video_frames24711");
    }

    @Test
    void both_wire_forms_are_analysed_alike() {
        Frame frame = frame(Pictures.jpeg(Pictures.drawn(800, 600, 3)), 800, 600);
        Reading<Event<FrameAnalysis>> asJson = reader.read(
                Arrival.ofRecord("video_frames", 2, 4711, NOW.toEpochMilli(), null, frame.toJson()),
                NOW.toEpochMilli());
        assertThat(((Reading.Accepted<Event<FrameAnalysis>>) asJson).event().payload())
                .isEqualTo(analysis(frame));
    }

    @Test
    void light_is_right_for_progressive_and_grey_pictures_and_from_black_to_white() throws Exception {
        BufferedImage drawn = Pictures.drawn(700, 500, 5);
        byte[] progressive = Pictures.jpeg(drawn, true, 0.7f);
        BufferedImage grey = new BufferedImage(700, 500, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(drawn, 0, 0, null);
        assertThat(analysis(frame(progressive, 700, 500)).brightness())
                .isCloseTo(Pictures.brightness(progressive), within(1.0));
        // Java shows a grey picture through a colour profile, so here the samples themselves are what is compared with.
        double expected = Arrays.stream(grey.getRaster().getSamples(0, 0, 700, 500, 0, (int[]) null))
                .average()
                .orElseThrow();
        FrameAnalysis ofGrey = analysis(frame(Pictures.jpeg(grey), 700, 500));
        assertThat(ofGrey.brightness()).isCloseTo(expected, within(1.0));
        assertThat(ofGrey.channels()).isEqualTo(1);
        assertThat(analysis(frame(Pictures.jpeg(Pictures.plain(640, 480, Color.BLACK)), 640, 480))
                        .brightness())
                .isEqualTo(0);
        assertThat(analysis(frame(Pictures.jpeg(Pictures.plain(640, 480, Color.WHITE)), 640, 480))
                        .brightness())
                .isEqualTo(255);
        assertThat(analysis(frame(Pictures.jpeg(Pictures.plain(640, 480, Color.GREEN)), 640, 480))
                        .brightness())
                .isCloseTo(0.587 * 255, within(1.0));
    }

    @Test
    void light_is_right_for_a_picture_that_is_stored_as_red_green_and_blue() throws Exception {
        byte[] jpeg = Pictures.rgbJpeg(Pictures.drawn(700, 500, 5));
        assertThat(Jpeg.read(jpeg))
                .isInstanceOfSatisfying(
                        Reading.Accepted.class,
                        accepted ->
                                assertThat(((Jpeg) accepted.event()).colours()).isEqualTo(Jpeg.Colours.RGB));
        assertThat(analysis(frame(jpeg, 700, 500)).brightness()).isCloseTo(Pictures.brightness(jpeg), within(1.0));
    }

    @Test
    void the_same_picture_has_the_same_content_and_another_has_not() {
        byte[] one = Pictures.jpeg(Pictures.drawn(640, 480, 1));
        byte[] other = Pictures.jpeg(Pictures.drawn(640, 480, 2));
        assertThat(analysis(frame(one, 640, 480)).contentHash())
                .isEqualTo(analysis(frame(one.clone(), 640, 480)).contentHash())
                .isNotEqualTo(analysis(frame(other, 640, 480)).contentHash());
    }

    @Test
    void what_is_smaller_than_640x480_is_passed_over() {
        for (int[] size : new int[][] {{639, 480}, {640, 479}, {320, 2000}}) {
            byte[] jpeg = Pictures.jpeg(Pictures.drawn(size[0], size[1], 1));
            assertThat(read(frame(jpeg, size[0], size[1]))).isInstanceOf(Reading.Ignored.class);
        }
    }

    @Test
    void a_picture_that_lies_about_its_size_is_rejected() {
        byte[] jpeg = Pictures.jpeg(Pictures.drawn(1280, 720, 1));
        Reading.Problem problem = problem(frame(jpeg, 640, 480));
        assertThat(problem.reason()).isEqualTo(RejectionReason.PICTURE_MISMATCH);
        assertThat(problem.detail()).isEqualTo("said to be 640x480, is 1280x720");
        assertThat(problem(frame(jpeg, 1281, 720)).detail()).isEqualTo("said to be 1281x720, is 1280x720");
        assertThat(problem(frame(jpeg, 1280, 719)).detail()).isEqualTo("said to be 1280x719, is 1280x720");
    }

    @Test
    void a_truncated_picture_is_rejected_even_if_somebody_put_an_end_to_it() {
        byte[] whole = Pictures.jpeg(Pictures.drawn(1280, 720, 1));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThat(problem(frame(half, 1280, 720)).detail()).isEqualTo("was cut off");

        byte[] ended = Arrays.copyOf(half, half.length + 2);
        ended[half.length] = (byte) 0xFF;
        ended[half.length + 1] = (byte) 0xD9;
        Reading.Problem problem = problem(frame(ended, 1280, 720));
        assertThat(problem.reason()).isEqualTo(RejectionReason.INVALID_PICTURE);
        assertThat(problem.detail()).startsWith("cannot be decoded: ");
    }

    @Test
    void a_small_file_that_would_fill_the_memory_is_not_decoded() {
        byte[] bomb = Pictures.jpeg(Pictures.drawn(640, 480, 1));
        int frameHeader = indexOf(bomb, 0xFF, 0xC0);
        for (int i = 5; i <= 8; i++) {
            bomb[frameHeader + i] = (byte) 0xFF;
        }
        Reading.Problem problem = problem(frame(bomb, 65_535, 65_535));
        assertThat(problem.reason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
        assertThat(problem.detail()).contains("16777216 pixels");
    }

    @Test
    void three_mebibytes_are_too_large() {
        byte[] large = Arrays.copyOf(Pictures.jpeg(Pictures.drawn(640, 480, 1)), 3 << 20);
        assertThat(problem(frame(large, 640, 480)).reason()).isEqualTo(RejectionReason.TOO_LARGE);
    }

    @Test
    void noise_in_a_picture_never_makes_it_throw_and_the_next_picture_is_read_as_ever() {
        byte[] good = Pictures.jpeg(Pictures.drawn(640, 480, 1));
        FrameAnalysis expected = analysis(frame(good, 640, 480));
        Random random = new Random(20251124);
        for (int i = 0; i < 300; i++) {
            byte[] mutant = good.clone();
            for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
                mutant[2 + random.nextInt(i % 2 == 0 ? 600 : mutant.length - 2)] = (byte) random.nextInt(256);
            }
            Reading<Event<FrameAnalysis>> reading = read(frame(mutant, 640, 480));
            if (reading instanceof Reading.Rejected<Event<FrameAnalysis>> rejected) {
                assertThat(rejected.first().detail()).hasSizeLessThan(300).matches("\\P{Cntrl}*");
            }
        }
        assertThat(analysis(frame(good, 640, 480))).isEqualTo(expected);
    }

    @Test
    void a_value_that_is_no_frame_is_rejected() {
        Reading<Event<FrameAnalysis>> reading = reader.read(
                Arrival.ofRecord(
                        "video_frames", 0, 0, 0, null, "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                NOW.toEpochMilli());
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        assertThat(reader.read(Arrival.ofRecord("video_frames", 0, 0, 0, null, null, Map.of()), NOW.toEpochMilli()))
                .isInstanceOf(Reading.Rejected.class);
    }

    private static int indexOf(byte[] bytes, int first, int second) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if ((bytes[i] & 0xFF) == first && (bytes[i + 1] & 0xFF) == second) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
