package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;
import dev.lull.kernel.lab.figure.LabelRow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** One line of percentile labels above a latency chart, each tied to its place on the curve by a dashed line. */
final class MarkRow {

    /** A value worth a label. */
    record Mark(String text, double ns, double share) {}

    static final int HEIGHT = 18;

    private static final BasicStroke DASHED = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10,
            new float[] {3, 3}, 0);

    private final List<Mark> marks;
    private final Panel.Painted cdf;
    private final int top;
    private final Color color;
    private final double[] at;
    private final List<LabelRow.Placed> labels;

    MarkRow(List<Mark> marks, Panel.Painted cdf, int top, int width, Color color) {
        this.marks = marks;
        this.cdf = cdf;
        this.top = top;
        this.color = color;
        double least = Theme.xRange(cdf.axes()).from();                      // a log axis has no place for 0 ns
        this.at = marks.stream().mapToDouble(mark -> cdf.x(Math.max(mark.ns(), least))).toArray();
        double[] widths = marks.stream().mapToDouble(mark -> Fonts.width(mark.text(), Fonts.plain(11))).toArray();
        this.labels = LabelRow.place(at, widths, 10, 14, width - 10.0);
    }

    /** The lines from the labels down to {@code bottom}, and a dot where each meets the curve. */
    void lines(Graphics2D g, double bottom) {
        g.setStroke(DASHED);
        for (LabelRow.Placed label : labels) {
            double x = at[label.index()];
            double foot = Math.max(label.left() + 3, Math.min(x, label.right() - 3));
            boolean displaced = Math.abs(foot - x) > 0.5;
            g.setColor(Ink.tint(color, 0.7));
            if (displaced) {
                g.draw(new Line2D.Double(foot, top + 15.0, x, cdf.top() + 8.0));
            }
            g.draw(new Line2D.Double(x, displaced ? cdf.top() + 8.0 : top + 15.0, x, bottom));
            g.setColor(color);
            double y = cdf.y(marks.get(label.index()).share());
            g.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
        }
    }

    /** The labels, on patches of paper. */
    void labels(Graphics2D g) {
        g.setFont(Fonts.plain(11));
        for (LabelRow.Placed label : labels) {
            g.setColor(Ink.PAPER);
            g.fill(new Rectangle2D.Double(label.left() - 2, top + 2.0, label.width() + 4, 14));
            g.setColor(color);
            g.drawString(marks.get(label.index()).text(), (float) label.left(), top + 13f);
        }
    }
}
