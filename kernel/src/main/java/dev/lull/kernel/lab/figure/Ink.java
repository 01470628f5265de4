package dev.lull.kernel.lab.figure;

import java.awt.Color;
import java.util.List;

/** The colours all figures share: a white card, dark ink, and series colours that colour-blind readers can part. */
public final class Ink {

    /** The card every figure stands on; opaque, so that it reads on a dark notebook too. */
    public static final Color PAPER = Color.WHITE;
    /** Text. */
    public static final Color TEXT = new Color(0x333333);
    /** Text that stands back: units, notes, axis titles. */
    public static final Color QUIET = new Color(0x6B6B6B);
    /** Axis and tick lines. */
    public static final Color AXIS = new Color(0x999999);
    /** Grid lines. */
    public static final Color GRID = new Color(0xE6E6E6);

    /** Okabe and Ito's palette, in an order that keeps neighbours apart. */
    public static final List<Color> SERIES = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
            new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000));

    private Ink() {}

    /** The colour of the {@code n}th series, starting again when the palette is used up. */
    public static Color series(int n) {
        return SERIES.get(Math.floorMod(n, SERIES.size()));
    }

    /** {@code color} let through: {@code alpha} 0 is invisible, 255 opaque. */
    public static Color translucent(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /** {@code color} mixed with paper: {@code part} 1 is the colour, 0 is paper. Opaque, so overlaps stay clean. */
    public static Color tint(Color color, double part) {
        return new Color(mix(color.getRed(), part), mix(color.getGreen(), part), mix(color.getBlue(), part));
    }

    /** White or dark text, whichever reads better on {@code background}. */
    public static Color textOn(Color background) {
        double luminance = 0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
        return luminance < 150 ? Color.WHITE : TEXT;
    }

    private static int mix(int channel, double part) {
        return (int) Math.round(255 + (channel - 255) * part);
    }
}
