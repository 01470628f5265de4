package dev.lull.kernel.lab.chart;

import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import dev.lull.kernel.lab.figure.FigureBundle;

/** How charts look in a notebook, XChart's own among them. */
public final class ChartRenderers implements RendererProvider {

    @Override public void addTo(Renderers renderers) {
        renderers.add(Chart.class, FigureBundle::of);
        renderers.add(org.knowm.xchart.internal.chartpart.Chart.class, ChartRenderers::foreign);
    }

    private static MimeBundle foreign(org.knowm.xchart.internal.chartpart.Chart<?, ?> xchart) {
        return FigureBundle.of(Charts.of(xchart));
    }
}
