package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Times;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

/** A user's own XChart, shown as it is, with its own title, legend and style. */
record ForeignPlot(Chart<?, ?> xchart) implements Plot {

    @Override public List<FigureHeader.Key> keys(Look look) {
        return List.of();
    }

    @Override public List<Panel> panels(Look look) {
        return List.of(new Panel(xchart, 1));
    }

    @Override public boolean ownHead() {
        return true;
    }

    @Override public String summary(Look look) {
        StringBuilder text = new StringBuilder(xchart.getClass().getSimpleName());
        for (Object each : xchart.getSeriesCollection()) {
            if (each instanceof XYSeries series) {
                double[] y = Arrays.stream(series.getYData()).filter(v -> !Double.isNaN(v)).sorted().toArray();
                text.append("\n").append(series.getName()).append(": n ").append(Times.count(y.length));
                if (y.length > 0) {
                    text.append(", min ").append(look.y().text(y[0])).append(", median ")
                            .append(look.y().text(y[(y.length - 1) / 2])).append(", max ").append(look.y().text(y[y.length - 1]));
                }
            } else if (each instanceof org.knowm.xchart.internal.series.Series series) {
                text.append("\n").append(series.getName());
            }
        }
        return text.toString();
    }
}
