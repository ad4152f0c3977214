package dev.turnstile.analytics.video;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.video.Jpeg;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a JPEG and measures it. For one thread.
 *
 * <p>Brightness is the mean luma over all pixels, Y = 0.299 R + 0.587 G + 0.114 B, 0 to 255: ITU-R BT.601 over the full
 * range, as JFIF 1.02 has it (<a href="https://www.w3.org/Graphics/JPEG/jfif3.pdf">section "Conversion to and from
 * RGB"</a>). A JPEG stores just that as its first component, so the samples are taken as they are decoded, without being
 * converted to RGB and back; only a picture that is stored as RGB is converted.
 */
final class PictureMeter implements Serializable {

    private static final String FORMAT = "jpeg";
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}]");

    private transient @Nullable ImageReader reader;
    private transient @Nullable String warning;

    /**
     * What a picture is like.
     *
     * @param brightness mean luma, 0 to 255
     * @param contentHash of the samples
     */
    record Picture(double brightness, long contentHash) {}

    /**
     * Decodes it; what cannot be decoded without doubt is rejected.
     *
     * @param header what the picture says of itself; its size is as much memory as this may take
     */
    Reading<Picture> measure(byte[] jpeg, Jpeg header) {
        warning = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            ImageReader decoder = decoder();
            decoder.setInput(in, true, true);
            Raster raster = decoder.readRaster(0, null);
            decoder.setInput(null);
            return warning == null ? new Reading.Accepted<>(pictureOf(raster, header)) : undecodable(warning);
        } catch (IOException | RuntimeException e) {
            // Its state is unknown; the next picture gets another.
            dispose();
            return undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static Picture pictureOf(Raster raster, Jpeg header) {
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        if (raster.getWidth() != header.width()
                || raster.getHeight() != header.height()
                || samples.length != header.components() * header.width() * header.height()) {
            throw new IllegalArgumentException("was decoded to another size than it said");
        }
        double sum = header.colours() == Jpeg.Colours.RGB
                ? 0.299 * sum(samples, 0, 3) + 0.587 * sum(samples, 1, 3) + 0.114 * sum(samples, 2, 3)
                : sum(samples, 0, header.components());
        return new Picture(
                sum / ((double) header.width() * header.height()),
                Hashing.komihash5_0().hashBytesToLong(samples));
    }

    private static long sum(byte[] samples, int first, int step) {
        long sum = 0;
        for (int i = first; i < samples.length; i += step) {
            sum += samples[i] & 0xFF;
        }
        return sum;
    }

    private static Reading<Picture> undecodable(String why) {
        String printable = UNPRINTABLE.matcher(why).replaceAll("?");
        return Reading.rejected(
                RejectionReason.INVALID_PICTURE,
                "cannot be decoded: " + printable.substring(0, Math.min(MOST_CHARACTERS, printable.length())));
    }

    private ImageReader decoder() {
        ImageReader decoder = reader;
        if (decoder == null) {
            decoder = ImageIO.getImageReadersByFormatName(FORMAT).next();
            // The decoder paints what is missing grey, and only says so here.
            decoder.addIIOReadWarningListener((source, text) -> warning = text);
            reader = decoder;
        }
        return decoder;
    }

    private void dispose() {
        ImageReader decoder = reader;
        if (decoder != null) {
            decoder.dispose();
            reader = null;
        }
    }
}
