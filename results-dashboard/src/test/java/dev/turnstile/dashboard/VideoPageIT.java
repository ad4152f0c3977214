package dev.turnstile.dashboard;

import static dev.turnstile.dashboard.LivePage.eventually;
import static dev.turnstile.dashboard.LivePage.minutesAgo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.dashboard.browser.ResultsPage;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Settlement;
import dev.turnstile.events.results.Status;
import dev.turnstile.events.results.VideoResult;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Orientation;
import dev.turnstile.events.video.ProcessedFrame;
import dev.turnstile.events.video.ResolutionCategory;
import dev.turnstile.events.video.SourceTotals;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures as they move, in a real browser, and one by one over HTTP. */
class VideoPageIT {

    private static final String SOURCE = "hall <b>/../";

    @RegisterExtension
    static final LivePage live = new LivePage();

    private static final AtomicInteger number = new AtomicInteger();
    private static ScheduledExecutorService camera;

    @BeforeAll
    static void film() {
        camera = Executors.newSingleThreadScheduledExecutor();
        var unused = camera.scheduleAtFixedRate(VideoPageIT::takePicture, 0, 100, TimeUnit.MILLISECONDS);
        Instant minute = minutesAgo(5);
        VideoResult result = new VideoResult(
                new Settlement(minute, minute.plusSeconds(30), Status.FINAL, 0, minute.plusSeconds(90)),
                "SD",
                300,
                1_234_567,
                1);
        live.topics().send(Topics.RESULTS, result.key(), result.toJson());
        SourceTotals totals = new SourceTotals(SOURCE, 4_711, 123_456_789, 640, 480, 99.5, 9.98, 25, Instant.now());
        live.topics().send(Topics.VIDEO_SOURCE_AGGREGATIONS, SOURCE, totals.toJson());
        ProcessedFrame frame = new ProcessedFrame(
                "f1",
                Instant.now(),
                SOURCE,
                640,
                480,
                3,
                45_678,
                1.33,
                0.05,
                117.25,
                Orientation.SQUARE,
                ResolutionCategory.SD,
                25,
                Topics.VIDEO_FRAMES.name(),
                0,
                1,
                Instant.now());
        live.topics().send(Topics.PROCESSED_VIDEO_FRAMES, SOURCE, frame.toJson());
        live.topics().flush();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        camera.shutdownNow();
        assertThat(camera.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void takePicture() {
        int now = number.incrementAndGet();
        Frame frame = new Frame("f" + now, Instant.now(), SOURCE, 640, 480, 3, jpeg(now));
        live.topics().send(record(frame, frame.jpeg()));
        // What is no picture is never shown, whatever is said of it, and hides none.
        live.topics().send(record(frame, "<script>alert(1)</script>".getBytes(UTF_8)));
    }

    private static ProducerRecord<byte[], byte[]> record(Frame frame, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.VIDEO_FRAMES.name(), 0, frame.source().getBytes(UTF_8), value);
        frame.toHeaders().forEach((name, text) -> record.headers().add(name, text));
        return record;
    }

    private static byte[] jpeg(int place) {
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(place * 10 % 560, 200, 80, 80);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<byte[]> picture(String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(live.dashboard().address("/api/video/frame?" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Asks again, as the page does, when no picture came within the time that a request waits. */
    private static HttpResponse<byte[]> shownPicture(String query) {
        return eventually().until(() -> picture(query), answer -> answer.statusCode() == 200);
    }

    @Test
    void the_picture_moves_beside_its_figures() {
        ResultsPage page = live.page();
        page.open("video");
        eventually().until(() -> !shown().isEmpty());
        String first = shown();
        eventually().until(() -> !shown().isEmpty() && !shown().equals(first));
        assertThat(live.browser().isTrue("return document.querySelector('live-picture img').naturalWidth === 640"))
                .isTrue();
        eventually().until(() -> page.words().contains("SD frames in half a minute"));
        assertThat(page.words())
                .contains(SOURCE, "9.98 of 25 frames per second", "117.25 of 255", "4,711", "640 × 480");
        assertThat(page.accessibilityFindings()).isEmpty();
        live.browser().screenshot("video");
    }

    @Test
    void a_source_that_is_forgotten_goes_from_the_page_and_the_others_stay() {
        ResultsPage page = live.page();
        page.open("video");
        String passing = "passing by";
        SourceTotals totals = new SourceTotals(passing, 3, 3_000, 640, 480, 99.5, 9.98, 25, Instant.now());
        live.topics().send(Topics.VIDEO_SOURCE_AGGREGATIONS, passing, totals.toJson());
        live.topics().flush();
        eventually().until(() -> page.words().contains(passing));

        live.topics().send(Topics.VIDEO_SOURCE_AGGREGATIONS, passing, null);
        live.topics().flush();
        eventually().until(() -> !page.words().contains(passing));
        assertThat(page.words()).contains(SOURCE);
    }

    @Test
    void nothing_is_shown_while_the_page_is_paused_and_the_newest_after_it() {
        live.page().open("video");
        eventually().until(() -> !shown().isEmpty());
        live.browser()
                .read("[...document.querySelectorAll('button')].find((it) => it.innerText.includes('Pause')).click()");
        String[] last = {""};
        eventually().until(() -> {
            boolean isStill = last[0].equals(shown());
            last[0] = shown();
            return isStill;
        });
        String paused = shown();
        int taken = number.get();
        eventually().until(() -> number.get() > taken + 5);
        assertThat(shown()).isEqualTo(paused);
    }

    @Test
    void one_picture_after_the_other_by_http_and_only_what_is_a_picture() throws Exception {
        String query = "source=" + java.net.URLEncoder.encode(SOURCE, UTF_8);
        HttpResponse<byte[]> one = shownPicture(query);
        assertThat(one.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(one.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(one.headers().firstValue("Cache-Control")).hasValue("no-store");
        String id = one.headers().firstValue("X-Frame-Id").orElseThrow();
        HttpResponse<byte[]> next = shownPicture(query + "&after=" + id);
        assertThat(next.headers().firstValue("X-Frame-Id").orElseThrow()).isNotEqualTo(id);
        assertThat(next.body()).isNotEqualTo(one.body()).startsWith((byte) 0xFF, (byte) 0xD8);
        assertThat(shownPicture(query + "&download=true").headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        name -> assertThat(name).matches("attachment; filename=\"hall__b_____\\.*[0-9-_]+\\.jpg\""));
        assertThat(picture("source=nobody").statusCode()).isEqualTo(204);
    }

    private static String shown() {
        return live.browser().text("return document.querySelector('live-picture img')?.dataset.frame ?? ''");
    }
}
