package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class OutlineReaderTest {

    private static Shape outline(String text, Font font, AffineTransform turn) {
        return new TextLayout(text, font, new FontRenderContext(null, true, true)).getOutline(turn);
    }

    @Test void reads_letters_signs_and_spaces_of_the_fonts_in_use() {
        OutlineReader reader = new OutlineReader();

        for (String text : new String[] {"Callback latency, 64 CPUs (HZ=250)", "100 µs", "before → after", "i.e. \"x\" ≤ 5 %", "l1I|;:"}) {
            for (Font font : new Font[] {Fonts.plain(11), Fonts.bold(14)}) {
                OutlineReader.Reading reading = reader.read(outline(text, font, null));

                assertThat(reading).as(text).isNotNull();
                assertThat(reading.text()).isEqualTo(text);
                assertThat(reading.font()).isEqualTo(font);
            }
        }
    }

    @Test void reads_text_turned_by_a_quarter() {
        OutlineReader.Reading reading =
                new OutlineReader().read(outline("share per bin", Fonts.plain(11), AffineTransform.getRotateInstance(-Math.PI / 2)));

        assertThat(reading.text()).isEqualTo("share per bin");
        assertThat(reading.turn().getShearY()).isEqualTo(-1);
    }

    @Test void leaves_alone_what_is_no_text_of_an_expected_font() {
        OutlineReader reader = new OutlineReader();

        assertThat(reader.read(new Rectangle2D.Double(0, 0, 5, 5))).isNull();
        assertThat(reader.read(outline("seventeen points", Fonts.plain(17), null))).isNull();
        assertThat(reader.read(outline("日本", Fonts.plain(11), null))).isNull();
    }

    @Test void learns_further_fonts() {
        OutlineReader reader = new OutlineReader();
        reader.expect(Fonts.plain(17));

        assertThat(reader.read(outline("seventeen points", Fonts.plain(17), null)).text()).isEqualTo("seventeen points");
    }
}
