package dev.lull.kernel.cli;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture as sixels, which DEC's VT340 and many a terminal since can draw: bands of six rows, in each band the columns of
 * one colour after the other.
 */
final class Sixel {
    private static final int WIDTH_MAX = 900;
    private static final int BAND = 6;
    private static final int COLOURS_MAX = 256;
    private static final int LEVELS = 6;

    private Sixel() {}

    /** The escape sequence for a PNG; wider pictures than most terminals are made smaller. */
    static String of(byte[] png) {
        try {
            return of(fitting(ImageIO.read(new ByteArrayInputStream(png))));
        } catch (IOException e) {
            throw new UncheckedIOException("not a PNG", e);
        }
    }

    private static BufferedImage fitting(BufferedImage image) {
        double scale = Math.min(1, (double) WIDTH_MAX / image.getWidth());
        BufferedImage fits = new BufferedImage((int) (image.getWidth() * scale), (int) (image.getHeight() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = fits.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setPaint(java.awt.Color.WHITE);         // what is transparent is paper
        pen.fillRect(0, 0, fits.getWidth(), fits.getHeight());
        pen.drawImage(image, 0, 0, fits.getWidth(), fits.getHeight(), null);
        pen.dispose();
        return fits;
    }

    private static String of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> palette = new LinkedHashMap<>();
        for (int pixel : pixels) palette.putIfAbsent(pixel, palette.size());
        if (palette.size() > COLOURS_MAX) {
            palette.clear();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = coarse(pixels[i]);
                palette.putIfAbsent(pixels[i], palette.size());
            }
        }
        StringBuilder out = new StringBuilder("\u001bPq\"1;1;").append(image.getWidth()).append(';').append(image.getHeight());
        palette.forEach((colour, number) -> out.append('#').append(number).append(";2;")
                .append(percent(colour >> 16)).append(';').append(percent(colour >> 8)).append(';').append(percent(colour)));
        for (int top = 0; top < image.getHeight(); top += BAND) {
            band(pixels, image.getWidth(), top, Math.min(BAND, image.getHeight() - top), palette, out);
        }
        return out.append("\u001b\\\n").toString();
    }

    /** The nearest of a cube of colours, six to a side. */
    private static int coarse(int rgb) {
        return level(rgb >> 16) << 16 | level(rgb >> 8) << 8 | level(rgb);
    }

    private static int level(int channel) {
        int step = 255 / (LEVELS - 1);
        return ((channel & 0xFF) + step / 2) / step * step;
    }

    private static int percent(int channel) {
        return ((channel & 0xFF) * 100 + 127) / 255;
    }

    private static void band(int[] pixels, int width, int top, int rows, Map<Integer, Integer> palette, StringBuilder out) {
        Map<Integer, int[]> columns = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            for (int x = 0; x < width; x++) {
                columns.computeIfAbsent(pixels[(top + row) * width + x], c -> new int[width])[x] |= 1 << row;
            }
        }
        List<String> layers = new ArrayList<>();
        columns.forEach((colour, bits) -> layers.add("#" + palette.get(colour) + inRuns(bits)));
        out.append(String.join("$", layers)).append('-');
    }

    private static String inRuns(int[] bits) {
        StringBuilder out = new StringBuilder();
        for (int x = 0; x < bits.length; ) {
            int end = x;
            while (end < bits.length && bits[end] == bits[x]) end++;
            char sixel = (char) ('?' + bits[x]);
            if (end - x > 3) out.append('!').append(end - x).append(sixel);
            else out.append(String.valueOf(sixel).repeat(end - x));
            x = end;
        }
        return out.toString();
    }
}
