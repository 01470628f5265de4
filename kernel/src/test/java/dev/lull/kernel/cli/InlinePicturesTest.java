package dev.lull.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.MimeBundle;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
