package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A chart: what it shows and how it looks. An immutable value; each change gives a new chart. */
public final class Chart implements Figure {

    private final Plot plot;
    private final Look look;
    private final String note;

    Chart(Plot plot, Look look) {
        this(plot, look, "");
    }

    private Chart(Plot plot, Look look, String note) {
        this.plot = plot;
        this.look = look;
        this.note = note;
    }

    private Chart with(Look changed) {
        return new Chart(plot, changed, note);
    }

    /** This chart with a line of small print in its head: what was assumed. */
    public Chart note(String text) {
        return new Chart(plot, look, text);
    }

    /** This chart under another title. */
    public Chart title(String text) {
        return with(look.withTitle(text));
    }

    /** This chart, {@code width} by {@code height} CSS pixels. */
    public Chart size(int width, int height) {
        return with(look.withSize(width, height));
    }

    /** This chart with a logarithmic x axis. */
    public Chart logX() {
        return with(look.withLog(true, look.logY()));
    }

    /** This chart with a logarithmic y axis. */
    public Chart logY() {
        return with(look.withLog(look.logX(), true));
    }

    /** This chart with both axes linear. */
    public Chart linear() {
        return with(look.withLog(false, false));
    }

    /** This chart with words under its x axis. */
    public Chart xTitle(String text) {
        return with(look.withAxisTitles(text, look.yTitle()));
    }

    /** This chart with words beside its y axis. */
    public Chart yTitle(String text) {
        return with(look.withAxisTitles(look.xTitle(), text));
    }

    /** This chart with its x values read as {@code scale}: {@code x(NANOS)} writes 1 ms instead of 1,000,000. */
    public Chart x(Scale scale) {
        return with(look.withScales(scale, look.y()));
    }

    /** This chart with its y values read as {@code scale}. */
    public Chart y(Scale scale) {
        return with(look.withScales(look.x(), scale));
    }

    /** The XChart that draws this chart, or its upper panel: themed, made anew, free to be changed and shown. */
    public org.knowm.xchart.internal.chartpart.Chart<?, ?> xchart() {
        return xcharts().get(0);
    }

    /** The XCharts of all panels from top to bottom, made anew. */
    public List<org.knowm.xchart.internal.chartpart.Chart<?, ?>> xcharts() {
        List<org.knowm.xchart.internal.chartpart.Chart<?, ?>> all = new ArrayList<>();
        plot.panels(look).forEach(panel -> all.add(panel.xchart()));
        return all;
    }

    @Override public String title() {
        return look.title();
    }

    @Override public int width() {
        return look.width();
    }

    @Override public int height() {
        return look.height();
    }

    @Override public String asText() {
        return (look.title().isEmpty() ? "" : look.title() + "\n") + plot.summary(look) + (note.isEmpty() ? "" : "\n(" + note + ")");
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, look.width(), look.height()));
        if (plot.ownHead()) {
            Graphics2D own = (Graphics2D) g.create();
            xchart().paint(own, look.width(), look.height());
            own.dispose();
            return;
        }
        List<FigureHeader.Key> keys = new ArrayList<>(plot.keys(look));
        if (!note.isEmpty()) keys.add(new FigureHeader.Key(note, (Color) null));
        FigureHeader header = new FigureHeader(look.title(), keys, look.width());
        header.paint(g);

        if (plot.isEmpty()) {
            g.setFont(Fonts.plain(12));
            g.setColor(Ink.QUIET);
            g.drawString(plot.summary(look).lines().findFirst().orElse(""), FigureHeader.MARGIN, header.height() + 24);
            return;
        }

        int top = header.height() + plot.marksHeight();
        int left = look.height() - top;
        List<Panel.Painted> painted = new ArrayList<>();
        for (Panel panel : plot.panels(look)) {
            int height = (int) Math.round((look.height() - header.height() - plot.marksHeight()) * panel.share());
            painted.add(panel.paint(g, top, look.width(), Math.min(height, left)));
            top += height;
            left -= height;
        }
        plot.annotate(g, look, painted, header.height());
    }

    @Override public String toString() {
        return asText();
    }
}
