package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.MimeBundle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures in terminals that can show them. */
class InlinePicturesTest {
    @Test void a_terminal_is_known_by_its_variables() {
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-kitty"))).isEqualTo(InlinePictures.KITTY);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color", "KITTY_WINDOW_ID", "1"))).isEqualTo(InlinePictures.KITTY);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color", "TERM_PROGRAM", "iTerm.app"))).isEqualTo(InlinePictures.ITERM);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color"))).isEqualTo(InlinePictures.NONE);
        assertThat(InlinePictures.in(Map.of("TERM", "tmux-256color", "TMUX", "x", "KITTY_WINDOW_ID", "1"))).isEqualTo(InlinePictures.NONE);
        assertThat(InlinePictures.in(Map.of())).isEqualTo(InlinePictures.NONE);
        assertThat(InlinePictures.in(Map.of("TERM", "foot"))).isEqualTo(InlinePictures.SIXEL);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color", "KONSOLE_VERSION", "230805"))).isEqualTo(InlinePictures.SIXEL);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color", "KONSOLE_VERSION", "210400"))).isEqualTo(InlinePictures.NONE);
    }

    @Test void the_user_knows_the_terminal_best() {
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-256color", "LULL_PICTURES", "sixel"))).isEqualTo(InlinePictures.SIXEL);
        assertThat(InlinePictures.in(Map.of("TERM", "xterm-kitty", "LULL_PICTURES", "none"))).isEqualTo(InlinePictures.NONE);
    }

    @Test void sixels_are_bands_of_six_rows_a_colour_at_a_time() throws IOException {
        BufferedImage image = new BufferedImage(4, 7, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 4; x++) image.setRGB(x, y, y == 2 && x == 1 ? 0xFF0000 : 0xFFFFFF);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        assertThat(InlinePictures.SIXEL.escapes(png.toByteArray())).isEqualTo("\u001bPq\"1;1;4;7#0;2;100;100;100#1;2;100;0;0"
                + "#0~z~~$#1?C??-" + "#0!4@-" + "\u001b\\\n");
    }

    @Test void a_picture_of_many_colours_is_drawn_with_as_many_as_a_terminal_has() throws IOException {
        BufferedImage image = new BufferedImage(2000, 60, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 2000; x++) image.setRGB(x, y, x * 8191 + y * 127);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);

        String sixels = Sixel.of(png.toByteArray());

        assertThat(sixels).startsWith("\u001bPq\"1;1;900;27#").doesNotContain("#256;");
    }

    @Test void kitty_gets_the_picture_in_pieces() {
        byte[] png = new byte[10_000];
        Matcher pieces = Pattern.compile("\u001b_G([^;]*);([^\u001b]*)\u001b\\\\").matcher(InlinePictures.KITTY.escapes(png));
        StringBuilder keys = new StringBuilder();
        StringBuilder data = new StringBuilder();
        while (pieces.find()) {
            keys.append(pieces.group(1)).append('|');
            data.append(pieces.group(2));
        }

        assertThat(keys).hasToString("a=T,f=100,m=1|m=1|m=1|m=0|");
        assertThat(Base64.getDecoder().decode(data.toString())).isEqualTo(png);
    }

    @Test void a_bundle_without_a_png_may_know_how_to_draw_one() {
        assertThat(MimeBundle.text("x").svg("<svg/>").pixels()).isEmpty();
        assertThat(MimeBundle.text("x").svg("<svg/>").drawnBy(() -> new byte[] {1}).pixels()).hasValue(new byte[] {1});
        assertThat(MimeBundle.text("x").drawnBy(() -> new byte[] {1}).html("x").data()).doesNotContainKey("image/png");
    }
}
