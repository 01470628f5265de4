package dev.lull.kernel.lab.figure;

/** A figure as an {@code <svg>} element that can stand inline in a page beside others. */
final class Svg {

    private Svg() {}

    static String of(Figure figure) {
        SvgPage page = new SvgPage();
        Fonts.drawing(() -> {
            SvgGraphics g = new SvgGraphics(page);
            figure.paint(g);
            g.dispose();
        });
        return page.finish(figure.width(), figure.height(), figure.title(), figure.asText());
    }
}
