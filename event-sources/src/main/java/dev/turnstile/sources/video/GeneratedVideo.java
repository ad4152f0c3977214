package dev.turnstile.sources.video;

import dev.turnstile.sources.kafka.KafkaFeed;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws test pictures: colour bars, a ball that moves through them, and the number of the frame in segments. No letters:
 * a machine without a screen need not have a font.
 */
final class GeneratedVideo implements VideoSource {

    private static final Color[] BARS = {
        new Color(0xC0C0C0),
        new Color(0xC0C000),
        new Color(0x00C0C0),
        new Color(0x00C000),
        new Color(0xC000C0),
        new Color(0xC00000),
        new Color(0x0000C0)
    };

    /** For each digit, which of the seven segments are lit: top, upper left, upper right, middle, and so on down. */
    private static final int[] SEGMENTS = {
        0b1110111, 0b0100100, 0b1011101, 0b1101101, 0b0101110, 0b1101011, 0b1111011, 0b0100101, 0b1111111, 0b1101111
    };

    private static final int DIGITS = 6;
    private static final float QUALITY = 0.75f;

    private final int width;
    private final int height;
    private final long seed;
    private final Duration interval;
    private final BufferedImage picture;

    GeneratedVideo(int width, int height, long seed, Duration interval) {
        this.width = width;
        this.height = height;
        this.seed = seed;
        this.interval = interval;
        this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public void run(KafkaFeed feed, FrameFeed frames) throws IOException, InterruptedException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            for (long number = 0; feed.await(interval.multipliedBy(number)); number++) {
                frames.send(jpeg(writer, number));
            }
        } finally {
            writer.dispose();
        }
    }

    /** One picture; the same number and seed make the same. */
    byte[] jpeg(long number) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            return jpeg(writer, number);
        } finally {
            writer.dispose();
        }
    }

    private byte[] jpeg(ImageWriter writer, long number) throws IOException {
        draw(number);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(width * height / 8);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        }
        return bytes.toByteArray();
    }

    private void draw(long number) {
        Graphics2D graphics = picture.createGraphics();
        int bar = (width + BARS.length - 1) / BARS.length;
        for (int i = 0; i < BARS.length; i++) {
            graphics.setColor(BARS[(int) Math.floorMod(i + seed - 1, (long) BARS.length)]);
            graphics.fillRect(i * bar, 0, bar, height);
        }
        graphics.setPaint(new GradientPaint(0, 0, Color.BLACK, width, 0, Color.WHITE));
        graphics.fillRect(0, height - height / 6, width, height / 6);

        int radius = height / 8;
        graphics.setColor(Color.WHITE);
        graphics.fillOval(
                bounced(7 * number * width / 640, width - 2 * radius),
                bounced(5 * number * width / 640, height - height / 6 - 2 * radius),
                2 * radius,
                2 * radius);
        drawNumber(graphics, number);
        graphics.dispose();
    }

    /** To and fro between 0 and {@code most}. */
    private static int bounced(long way, int most) {
        int place = (int) Math.floorMod(way, 2L * most);
        return place <= most ? place : 2 * most - place;
    }

    private void drawNumber(Graphics2D graphics, long number) {
        int unit = Math.max(2, height / 60);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(unit, unit, DIGITS * 5 * unit + unit, 9 * unit);
        graphics.setColor(Color.WHITE);
        long rest = number;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            drawDigit(graphics, SEGMENTS[(int) (rest % 10)], (2 + 5 * digit) * unit, 2 * unit, unit);
            rest /= 10;
        }
    }

    private static void drawDigit(Graphics2D graphics, int segments, int x, int y, int unit) {
        int[][] places = {
            {0, 0, 4, 1}, {0, 0, 1, 4}, {3, 0, 1, 4}, {0, 3, 4, 1}, {0, 3, 1, 4}, {3, 3, 1, 4}, {0, 6, 4, 1}
        };
        for (int i = 0; i < places.length; i++) {
            if ((segments >> i & 1) == 1) {
                int[] place = places[i];
                graphics.fillRect(x + place[0] * unit, y + place[1] * unit, place[2] * unit, place[3] * unit);
            }
        }
    }
}
