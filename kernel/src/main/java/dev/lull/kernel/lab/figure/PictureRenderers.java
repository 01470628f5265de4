package dev.lull.kernel.lab.figure;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import java.awt.image.BufferedImage;

/** How a picture of the user's own looks in a notebook: as itself, a pixel a pixel. */
public final class PictureRenderers implements RendererProvider {

    @Override public void addTo(Renderers renderers) {
        renderers.add(BufferedImage.class, PictureRenderers::picture);
    }

    private static MimeBundle picture(BufferedImage image) {
        MimeBundle text = MimeBundle.text("a picture of " + image.getWidth() + " x " + image.getHeight() + " pixels");
        byte[] png = Png.encode(image);
        return png.length == 0 ? text : text.png(png, image.getWidth(), image.getHeight());     // none: a kind that PNG does not have
    }
}
