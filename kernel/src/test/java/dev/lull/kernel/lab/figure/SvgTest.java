package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SvgTest {

    /** A figure that draws what it is told. */
    private record Drawn(String title, String asText, Consumer<Graphics2D> drawing) implements Figure {
        Drawn(Consumer<Graphics2D> drawing) {
            this("t", "d", drawing);
        }

        @Override public int width() {
            return 100;
        }

        @Override public int height() {
            return 50;
        }

        @Override public void paint(Graphics2D g) {
            drawing.accept(g);
        }
    }

    @Test void title_and_description_are_escaped() {
        String svg = new Drawn("a < b & \"c\"", "tab\tand \u0007 bell > all", g -> { }).asSvg();

        assertThat(svg).contains("<title>a &lt; b &amp; &quot;c&quot;</title>", "<desc>tab\tand \uFFFD bell &gt; all</desc>");
        SvgText.parse(svg);
    }

    @Test void segments_that_continue_a_line_become_one_path() {
        String svg = new Drawn(g -> {
            g.setStroke(new BasicStroke(2));
            g.draw(new Line2D.Double(1, 1, 5, 3));
            g.draw(new Line2D.Double(5, 3, 9, 3));
            g.draw(new Line2D.Double(9, 3, 9, 8));
            g.draw(new Line2D.Double(20, 3, 30, 8));
        }).asSvg();

        assertThat(svg).contains("<path d=\"M1 1L5 3H9V8\"/>", "<path d=\"M20 3L30 8\"/>");
    }

    @Test void a_one_pixel_line_lies_on_a_row_of_pixels() {
        String svg = new Drawn(g -> g.draw(new Line2D.Double(0, 10, 50, 10))).asSvg();

        assertThat(svg).contains("<path d=\"M0 10.5H50\"/>");
    }

    @Test void an_outline_of_text_is_written_as_text() {
        String svg = new Drawn(g -> {
            g.translate(10, 20);
            g.fill(new TextLayout("p50 24.7 µs <x>", Fonts.plain(11), g.getFontRenderContext()).getOutline(null));
        }).asSvg();

        assertThat(svg).containsPattern("<text x=\"10\" y=\"20\" textLength=\"[0-9.]+\" .*>p50 24.7 µs &lt;x&gt;</text>")
                .doesNotContain("<path");
    }

    @Test void a_clip_is_only_written_where_it_cuts() {
        String svg = new Drawn(g -> {
            g.clip(new Rectangle2D.Double(10, 10, 20, 20));
            g.fill(new Rectangle2D.Double(12, 12, 5, 5));
            g.fill(new Ellipse2D.Double(25, 25, 20, 20));
        }).asSvg();

        assertThat(svg).containsPattern("<rect x=\"12\"[^>]*/>").containsOnlyOnce("clip-path=").containsOnlyOnce("<clipPath id=");
    }

    @Test void two_drawings_on_one_page_do_not_share_clip_ids() {
        Consumer<Graphics2D> cut = g -> {
            g.clip(new Rectangle2D.Double(10, 10, 20, 20));
            g.fill(new Ellipse2D.Double(25, 25, 20, 20));
        };
        String first = new Drawn("one", "d", cut).asSvg();
        String second = new Drawn("two", "d", cut).asSvg();

        assertThat(clipId(first)).isNotEqualTo(clipId(second));
        assertThat(new Drawn("one", "d", cut).asSvg()).isEqualTo(first);
    }

    private static String clipId(String svg) {
        return svg.replaceAll("(?s).*<clipPath id=\"([^\"]+)\".*", "$1");
    }

    @Test void images_and_tooltips_are_kept() {
        String svg = new Drawn(g -> Tooltips.on(g, "a & b", () ->
                g.drawImage(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), 3, 4, null))).asSvg();

        assertThat(svg).contains("<g><title>a &amp; b</title>", "href=\"data:image/png;base64,");
        SvgText.parse(svg);
    }

    @Test void what_lies_nowhere_is_dropped() {
        String svg = new Drawn(g -> {
            g.draw(new Line2D.Double(0, Double.NaN, 5, 5));
            g.fill(new Rectangle2D.Double(0, 0, Double.POSITIVE_INFINITY, 3));
        }).asSvg();

        assertThat(svg).doesNotContain("<path", "<rect", "NaN", "Infinity");
    }
}
