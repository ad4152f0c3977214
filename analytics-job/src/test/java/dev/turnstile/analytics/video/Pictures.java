package dev.turnstile.analytics.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs of every kind, and what a computation of another kind says of their light. */
final class Pictures {

    private Pictures() {}

    /** Coloured boxes on a gradient; another one for each seed. */
    static BufferedImage drawn(int width, int height, long seed) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, (255 * x / width) << 16 | (255 * y / height) << 8 | (int) (seed * 31 % 200));
            }
        }
        Graphics2D graphics = picture.createGraphics();
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(random.nextInt(width), random.nextInt(height), 1 + width / 8, 1 + height / 8);
        }
        graphics.dispose();
        return picture;
    }

    static BufferedImage plain(int width, int height, Color colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    static byte[] jpeg(BufferedImage picture) {
        return jpeg(picture, false, 0.8f);
    }

    static byte[] jpeg(BufferedImage picture, boolean isProgressive, float quality) {
        return written(picture, false, parameters -> {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            parameters.setProgressiveMode(isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        });
    }

    /** Not as luma and two colour differences, but as the colours themselves. */
    static byte[] rgbJpeg(BufferedImage picture) {
        return written(picture, true, parameters -> {});
    }

    private static byte[] written(BufferedImage picture, boolean isRgb, Consumer<ImageWriteParam> how) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            how.accept(parameters);
            IIOMetadata metadata = isRgb
                    ? asRgb(writer.getDefaultImageMetadata(
                            ImageTypeSpecifier.createFromRenderedImage(picture), parameters))
                    : null;
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, metadata), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Adobe's marker, with transform 0, in place of JFIF's; and as many samples of each colour. */
    private static IIOMetadata asRgb(IIOMetadata metadata) throws IOException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode variety =
                (IIOMetadataNode) root.getElementsByTagName("JPEGvariety").item(0);
        while (variety.hasChildNodes()) {
            variety.removeChild(variety.getFirstChild());
        }
        IIOMetadataNode adobe = new IIOMetadataNode("app14Adobe");
        adobe.setAttribute("version", "100");
        adobe.setAttribute("flags0", "0");
        adobe.setAttribute("flags1", "0");
        adobe.setAttribute("transform", "0");
        IIOMetadataNode markers =
                (IIOMetadataNode) root.getElementsByTagName("markerSequence").item(0);
        markers.insertBefore(adobe, markers.getFirstChild());
        IIOMetadataNode first =
                (IIOMetadataNode) root.getElementsByTagName("componentSpec").item(0);
        first.setAttribute("HsamplingFactor", "1");
        first.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(format, root);
        return metadata;
    }

    /** Mean luma by BT.601, from the RGB that a picture shows. */
    static double brightness(byte[] jpeg) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        double sum = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                int rgb = picture.getRGB(x, y);
                sum += 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
            }
        }
        return sum / ((double) picture.getWidth() * picture.getHeight());
    }
}
