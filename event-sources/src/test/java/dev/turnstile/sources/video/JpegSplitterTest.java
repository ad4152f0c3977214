package dev.turnstile.sources.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.video.Frame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegSplitterTest {

    private final List<String> refused = new ArrayList<>();
    private final GeneratedVideo video = new GeneratedVideo(160, 120, 1, Duration.ofMillis(100));

    private List<byte[]> split(byte[]... parts) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            stream.writeBytes(part);
        }
        JpegSplitter splitter = new JpegSplitter(new ByteArrayInputStream(stream.toByteArray()), refused::add);
        List<byte[]> pictures = new ArrayList<>();
        for (byte[] next = splitter.next(); next != null; next = splitter.next()) {
            pictures.add(next);
        }
        return pictures;
    }

    /** An APP1 segment that holds a whole JPEG, as cameras put a thumbnail into a picture. */
    private static byte[] withThumbnail(byte[] jpeg, byte[] thumbnail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        int length = thumbnail.length + 2;
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        bytes.writeBytes(thumbnail);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    @Test
    void pictures_are_told_apart_whatever_lies_between_and_within_them() throws Exception {
        byte[] one = video.jpeg(1);
        byte[] two = withThumbnail(video.jpeg(2), video.jpeg(3));
        assertThat(split(one, two, new byte[] {0, 0, (byte) 0xFF, 7}, one)).containsExactly(one, two, one);
        assertThat(refused).isEmpty();
    }

    @Test
    void one_that_is_broken_costs_none_but_itself() throws Exception {
        byte[] good = video.jpeg(1);
        byte[] broken = good.clone();
        broken[2] = 7;
        assertThat(split(broken, good)).containsExactly(good);
        assertThat(refused).containsExactly("is broken");
    }

    @Test
    void one_that_is_cut_off_by_the_end_is_refused() throws Exception {
        byte[] good = video.jpeg(1);
        assertThat(split(good, Arrays.copyOf(good, good.length / 2))).containsExactly(good);
        assertThat(refused).containsExactly("was cut off by the end of the stream");
    }

    @Test
    void one_that_is_too_large_is_passed_over_without_being_held() throws Exception {
        byte[] good = video.jpeg(1);
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] &= 0x7F;
        }
        byte[] large = new byte[good.length + noise.length];
        System.arraycopy(good, 0, large, 0, good.length - 2);
        System.arraycopy(noise, 0, large, good.length - 2, noise.length);
        System.arraycopy(good, good.length - 2, large, large.length - 2, 2);
        assertThat(split(large, good)).containsExactly(good);
        assertThat(refused).singleElement().asString().contains(Integer.toString(Frame.MOST_BYTES));
    }

    @Test
    void generated_pictures_move_and_are_the_same_for_the_same_seed() throws Exception {
        assertThat(video.jpeg(1)).isNotEqualTo(video.jpeg(2)).isEqualTo(video.jpeg(1));
    }
}
