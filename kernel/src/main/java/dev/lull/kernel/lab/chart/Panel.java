package dev.lull.kernel.lab.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** One XChart of a figure and its share of the height. */
record Panel(Chart<?, ?> xchart, double share) {

    /** Paints the panel without title and legend, which the figure's head has, at {@code y}. */
    Painted paint(Graphics2D g, int y, int width, int height) {
        String title = xchart.getTitle();
        boolean legend = xchart.getStyler().isLegendVisible();
        xchart.setTitle("");
        xchart.getStyler().setLegendVisible(false);
        Graphics2D own = (Graphics2D) g.create();
        own.translate(0, y);
        xchart.paint(own, width, height);
        own.dispose();
        xchart.setTitle(title);
        xchart.getStyler().setLegendVisible(legend);
        if (xchart instanceof AxesChart<?, ?> axes) {
            axes.getStyler().setXAxisTickMarkSpacingHint(1);    // XChart takes a plot smaller than this for none, both ways
            return new Painted(axes, y, height);
        }
        return new Painted(null, y, height);
    }

    /** A panel that has been painted, so that it can say where on the figure a value lies. */
    record Painted(AxesChart<?, ?> axes, int top, int height) {

        double x(double value) {
            return axes.getScreenXFromChart(value);
        }

        double y(double value) {
            return top + axes.getScreenYFromChart(value);
        }

        /** The area between the lowest and highest values of both axes. */
        Rectangle2D area() {
            Theme.Range x = Theme.xRange(axes);
            Theme.Range y = Theme.yRange(axes);
            Rectangle2D area = new Rectangle2D.Double();
            area.setFrameFromDiagonal(x(x.from()), y(y.from()), x(x.to()), y(y.to()));
            return area;
        }
    }
}
