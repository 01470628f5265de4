package dev.lull.kernel.lab.figure;

import dev.lull.kernel.display.MimeBundle;

/** A figure for a notebook: SVG while that is small, else a PNG sharp enough for any screen. */
public final class FigureBundle {

    /** Beyond this a browser is slower with the elements than with the pixels: about two thousand marks. */
    static final int SVG_CHARACTERS_MAX = 300_000;

    private FigureBundle() {}

    /** The figure as text and as a picture. */
    public static MimeBundle of(Figure figure) {
        MimeBundle text = MimeBundle.text(figure.asText());
        String svg = figure.asSvg();
        return svg.length() <= SVG_CHARACTERS_MAX ? text.svg(svg).drawnBy(() -> figure.asPng(1))
                : text.png(figure.asPng(2), figure.width(), figure.height());
    }
}
