package dev.turnstile.events.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Accepted;
import dev.turnstile.events.Reading.Rejected;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegTest {

    private static byte[] jpeg(int width, int height, int type) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, type);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            picture.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpeg", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static String fault(byte[] bytes) {
        Reading<Jpeg> reading = Jpeg.read(bytes);
        assertThat(reading).isInstanceOf(Rejected.class);
        return ((Rejected<Jpeg>) reading).first().detail();
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "1, 1", "33, 1000"})
    void a_picture_tells_its_size(int width, int height) throws Exception {
        assertThat(Jpeg.read(jpeg(width, height, BufferedImage.TYPE_INT_RGB)))
                .isEqualTo(new Accepted<>(new Jpeg(width, height, 3, Jpeg.Colours.LUMA_FIRST)));
        assertThat(Jpeg.read(jpeg(width, height, BufferedImage.TYPE_BYTE_GRAY)))
                .isEqualTo(new Accepted<>(new Jpeg(width, height, 1, Jpeg.Colours.LUMA_FIRST)));
    }

    @Test
    void wherever_it_is_cut_off_that_is_noticed() throws Exception {
        byte[] whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int length = 0; length < whole.length; length++) {
            assertThat(Jpeg.read(Arrays.copyOf(whole, length)))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void padding_behind_it_is_taken_and_anything_else_is_not() throws Exception {
        byte[] whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
        byte[] padded = Arrays.copyOf(whole, whole.length + 100);
        assertThat(Jpeg.read(padded)).isInstanceOf(Accepted.class);
        padded[whole.length + 50] = 'x';
        assertThat(fault(padded)).contains("nothing behind");
    }

    @Test
    void what_is_no_jpeg_is_none() {
        assertThat(fault(new byte[0])).contains("expected a JPEG");
        assertThat(fault(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}))
                .contains("no picture");
    }

    @Test
    void no_bytes_make_it_throw() throws Exception {
        byte[] whole = jpeg(64, 48, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(20251124);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            assertThat(Jpeg.read(mutant)).isNotNull();
        }
    }
}
