package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import dev.lull.kernel.lab.figure.FigureBundle;

/** How timelines look in a notebook. */
public final class TimelineRenderers implements RendererProvider {

    @Override public void addTo(Renderers renderers) {
        renderers.add(Timeline.class, FigureBundle::of);
    }
}
