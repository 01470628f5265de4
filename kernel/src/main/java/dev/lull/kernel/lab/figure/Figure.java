package dev.lull.kernel.lab.figure;

import java.awt.Graphics2D;
import java.nio.file.Path;

/** A drawing with a size: a chart, a timeline. An immutable value; every format is made from one {@link #paint}. */
public interface Figure {

    /** What the figure is called; empty when it has no title. */
    String title();

    /** Width in CSS pixels. */
    int width();

    /** Height in CSS pixels. */
    int height();

    /** The figure in words, for a terminal and for readers who cannot see it. */
    String asText();

    /** Paints the whole figure with its top left corner at the origin, on an opaque card. */
    void paint(Graphics2D g);

    /** The figure as one {@code <svg>} element, the same bytes on every call. */
    default String asSvg() {
        return Svg.of(this);
    }

    /** The figure as a PNG, {@code scale} device pixels to the CSS pixel. */
    default byte[] asPng(double scale) {
        return Png.of(this, scale);
    }

    /** Saves the figure in the format its file name ends in: {@code .svg}, {@code .png} or {@code .pdf}. */
    default Path save(String file) {
        return SavedFigure.write(this, Path.of(file));
    }

    /** Saves the figure in the format its file name ends in: {@code .svg}, {@code .png} or {@code .pdf}. */
    default Path save(Path file) {
        return SavedFigure.write(this, file);
    }
}
