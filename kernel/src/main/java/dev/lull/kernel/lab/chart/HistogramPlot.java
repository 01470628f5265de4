package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Times;
import java.util.Arrays;
import java.util.List;

/** How often which values occur, as a filled outline over evenly wide bins. */
record HistogramPlot(String name, double[] ascending, Bins bins) implements Plot {

    static HistogramPlot of(String name, double[] values) {
        double[] ascending = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        Bins bins = ascending.length == 0 ? Bins.linear(0, 1) : Bins.linear(ascending[0], ascending[ascending.length - 1]);
        return new HistogramPlot(name, ascending, bins);
    }

    @Override public List<FigureHeader.Key> keys(Look look) {
        return outline().keys(look);
    }

    @Override public boolean isEmpty() {
        return ascending.length == 0;
    }

    @Override public List<Panel> panels(Look look) {
        return outline().panels(look);
    }

    private XyPlot outline() {
        Series outline = Series.of(name, bins.outlineX(), Bins.outlineY(bins.counts(ascending)));
        return new XyPlot(XyPlot.Kind.HISTOGRAM, List.of(outline));
    }

    @Override public String summary(Look look) {
        if (ascending.length == 0) {
            return name + ": no values";
        }
        return name + ": n " + Times.count(ascending.length) + ", min " + look.x().text(ascending[0]) + ", median "
                + look.x().text(ascending[(ascending.length - 1) / 2]) + ", max " + look.x().text(ascending[ascending.length - 1])
                + "\n  " + look.x().text(bins.from()) + " |" + Sparkline.of(bins.counts(ascending)) + "| " + look.x().text(bins.to());
    }
}
