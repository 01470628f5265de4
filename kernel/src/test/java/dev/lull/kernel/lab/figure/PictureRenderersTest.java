package dev.lull.kernel.lab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.Renderers;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureRenderersTest {
    @Test void a_picture_of_the_users_own_is_shown_as_one_at_its_size() {
        MimeBundle bundle = Renderers.shared().render(new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB));

        assertThat(bundle.plain()).isEqualTo("a picture of 30 x 20 pixels");
        assertThat(bundle.data()).containsKey("image/png");
        assertThat(bundle.metadata()).containsEntry("image/png", Map.of("width", 30, "height", 20));
    }
}
