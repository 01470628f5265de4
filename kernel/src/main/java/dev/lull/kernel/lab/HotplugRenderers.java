package dev.lull.kernel.lab;

import dev.lull.kernel.display.Html;
import dev.lull.kernel.display.MimeBundle;
import dev.lull.kernel.display.RendererProvider;
import dev.lull.kernel.display.Renderers;
import dev.lull.kernel.lab.chart.Matrix;
import dev.lull.kernel.lab.figure.FigureBundle;

/** How results about CPUs that come and go look in a notebook. */
public final class HotplugRenderers implements RendererProvider {
    @Override public void addTo(Renderers renderers) {
        renderers.add(Counted.class, c -> MimeBundle.text(c.toString()).html(counted(c)));
        renderers.add(WaitPicture.class, FigureBundle::of);
        renderers.add(LadderGantt.class, FigureBundle::of);
        renderers.add(Matrix.class, FigureBundle::of);
        renderers.add(CpuComesUp.class, c -> MimeBundle.text(c.toString()).html("<pre>" + Html.escape(c.toString()) + "</pre>"));
        renderers.add(LockLoad.class, c -> MimeBundle.text(c.toString()).html("<pre>" + Html.escape(c.toString()) + "</pre>"));
    }

    private static String counted(Counted counted) {
        StringBuilder out = new StringBuilder("<p><b>").append(Html.escape(counted.data().title())).append("</b></p><p style=\"color:")
                .append(counted.holds() ? "#1b7f3b" : "#b3261e").append(";font-weight:bold\">").append(Html.escape(counted.headline()))
                .append("</p><ul style=\"font-size:85%;opacity:.8;margin:4px 0\">");
        for (String line : counted.smallPrint()) out.append("<li>").append(Html.escape(line)).append("</li>");
        return out.append("</ul>").toString();
    }
}
