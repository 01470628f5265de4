package dev.lull.kernel.lab.figure;

import java.awt.Shape;
import java.awt.geom.PathIterator;

/** Shapes in SVG's path language, to a tenth of a pixel. */
final class SvgPath {

    private SvgPath() {}

    static String of(Shape shape) {
        StringBuilder d = new StringBuilder();
        double[] p = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
            int kind = it.currentSegment(p);
            int last = switch (kind) {
                case PathIterator.SEG_QUADTO -> 2;
                case PathIterator.SEG_CUBICTO -> 4;
                default -> 0;
            };
            switch (kind) {
                case PathIterator.SEG_MOVETO -> point(d.append('M'), p, 0);
                case PathIterator.SEG_LINETO -> lineTo(d, x, y, p[0], p[1]);
                case PathIterator.SEG_QUADTO -> point(point(d.append('Q'), p, 0).append(' '), p, 2);
                case PathIterator.SEG_CUBICTO ->
                        point(point(point(d.append('C'), p, 0).append(' '), p, 2).append(' '), p, 4);
                case PathIterator.SEG_CLOSE -> d.append('Z');
                default -> throw new AssertionError("a path segment of kind " + kind);
            }
            if (kind != PathIterator.SEG_CLOSE) {
                x = p[last];
                y = p[last + 1];
            }
        }
        return d.toString();
    }

    /** A line from (x1,y1), the current point, in the shortest form. */
    static void lineTo(StringBuilder d, double x1, double y1, double x2, double y2) {
        if (tenths(y1) == tenths(y2)) {
            d.append('H').append(number(x2));
        } else if (tenths(x1) == tenths(x2)) {
            d.append('V').append(number(y2));
        } else {
            d.append('L').append(number(x2)).append(' ').append(number(y2));
        }
    }

    /** A coordinate with at most one decimal and no trailing zero. */
    static String number(double value) {
        long tenths = tenths(value);
        String whole = Long.toString(Math.abs(tenths) / 10);
        long rest = Math.abs(tenths) % 10;
        return (tenths < 0 ? "-" : "") + whole + (rest == 0 ? "" : "." + rest);
    }

    private static StringBuilder point(StringBuilder d, double[] p, int at) {
        return d.append(number(p[at])).append(' ').append(number(p[at + 1]));
    }

    private static long tenths(double value) {
        return Math.round(value * 10);
    }
}
