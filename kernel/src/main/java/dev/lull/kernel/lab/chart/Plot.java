package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.FigureHeader;
import java.awt.Graphics2D;
import java.util.List;

/** What a chart shows, without its looks. */
sealed interface Plot permits BarPlot, ForeignPlot, GracePeriodPlot, HistogramPlot, LatencyPlot, PhasePlot, XyPlot {

    /** The XCharts, from top to bottom, made anew on every call and free to be changed. */
    List<Panel> panels(Look look);

    /** The entries of the key above the chart. */
    List<FigureHeader.Key> keys(Look look);

    /** Whether there is nothing to draw; the summary then says so in the place of axes. */
    default boolean isEmpty() {
        return false;
    }

    /** Room above the panels, below the key, for {@link #annotate}. */
    default int marksHeight() {
        return 0;
    }

    /** Whether the XChart keeps its own title and legend instead of ours. */
    default boolean ownHead() {
        return false;
    }

    /** Draws on top of the painted panels; {@code top} is where the room of {@link #marksHeight} begins. */
    default void annotate(Graphics2D g, Look look, List<Panel.Painted> panels, int top) {}

    /** The chart in words: a line, or a few. */
    String summary(Look look);
}
