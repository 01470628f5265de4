package dev.lull.kernel.lab.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;

/**
 * The pen that writes SVG. What a figure or XChart draws arrives here in its own coordinates and leaves in the page's.
 * Gradients are not drawn (a figure has none), nor text with attributes.
 */
final class SvgGraphics extends PenState implements Tooltips.Aware {

    private final SvgPage page;
    private final OutlineReader outlines;

    SvgGraphics(SvgPage page) {
        this.page = page;
        this.outlines = new OutlineReader();
    }

    private SvgGraphics(SvgGraphics from) {
        super(from);
        this.page = from.page;
        this.outlines = from.outlines;
    }

    @Override public Graphics create() {
        return new SvgGraphics(this);
    }

    @Override public void withTooltip(String text, Runnable drawing) {
        page.openTooltip(text);
        drawing.run();
        page.closeTooltip();
    }

    @Override public void draw(Shape shape) {
        if (!(stroke() instanceof BasicStroke pen)) {
            fill(stroke().createStrokedShape(shape));
            return;
        }
        if (!finite(shape)) {
            return;
        }
        double width = pen.getLineWidth() * Math.sqrt(Math.abs(at().getDeterminant()));
        String style = strokeStyle(pen, width) + clipFor(shape, width);
        if (shape instanceof Line2D line) {
            Point2D from = at().transform(line.getP1(), null);
            Point2D to = at().transform(line.getP2(), null);
            boolean hair = width <= 1.01;       // a one-pixel line between two pixel rows would be two grey ones
            boolean level = Math.abs(from.getY() - to.getY()) < 0.05;
            boolean upright = Math.abs(from.getX() - to.getX()) < 0.05;
            page.segment(style, crisp(from.getX(), hair && upright), crisp(from.getY(), hair && level),
                    crisp(to.getX(), hair && upright), crisp(to.getY(), hair && level));
        } else {
            page.add(style, element(shape));
        }
    }

    @Override public void fill(Shape shape) {
        if (shape instanceof Path2D path && writeBack(path)) {
            return;
        }
        if (finite(shape) && (!shape.getBounds2D().isEmpty() || shape instanceof Path2D)) {
            page.add(fillStyle() + clipFor(shape, 0), element(shape));
        }
    }

    @Override public void drawString(String text, float x, float y) {
        if (!text.isBlank()) {
            text(text, getFont(), at(), x, y);
        }
    }

    @Override public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override protected void image(BufferedImage image, AffineTransform placed) {
        AffineTransform all = new AffineTransform(at());
        all.concatenate(placed);
        double[] m = new double[6];
        all.getMatrix(m);
        StringBuilder matrix = new StringBuilder();
        for (double v : m) {
            matrix.append(matrix.length() == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.4g", v));
        }
        page.add("", "<image width=\"" + image.getWidth() + "\" height=\"" + image.getHeight() + "\" transform=\"matrix("
                + matrix + ")\" href=\"data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(image))
                + "\"/>");
    }

    @Override public void setFont(Font font) {
        super.setFont(font);
        outlines.expect(getFont());
    }

    /** XChart draws text as outlines; where the outline can be read, the page gets the text. */
    private boolean writeBack(Path2D path) {
        OutlineReader.Reading reading = outlines.read(path);
        if (reading == null) {
            return false;
        }
        AffineTransform turned = new AffineTransform(at());
        turned.concatenate(reading.turn());
        text(reading.text(), reading.font(), turned, 0, 0);
        return true;
    }

    private void text(String text, Font font, AffineTransform placed, double x, double y) {
        Point2D origin = placed.transform(new Point2D.Double(x, y), null);
        double angle = Math.toDegrees(Math.atan2(placed.getShearY(), placed.getScaleX()));
        double scale = Math.sqrt(Math.abs(placed.getDeterminant()));
        double turn = Math.rint(angle * 10) / 10;
        String where = turn == 0 ? ""
                : " transform=\"rotate(" + SvgPath.number(turn) + " " + SvgPath.number(origin.getX()) + " "
                        + SvgPath.number(origin.getY()) + ")\"";
        page.add(fillStyle() + " font-size=\"" + SvgPath.number(font.getSize2D() * scale) + "\""
                        + (font.isBold() ? " font-weight=\"bold\"" : "") + (font.isItalic() ? " font-style=\"italic\"" : ""),
                "<text x=\"" + SvgPath.number(origin.getX()) + "\" y=\"" + SvgPath.number(origin.getY())
                        + "\" textLength=\"" + SvgPath.number(Fonts.width(text, font) * scale)
                        + "\" lengthAdjust=\"spacingAndGlyphs\"" + where + (text.contains("  ") ? " xml:space=\"preserve\"" : "")
                        + ">" + SvgPage.escape(text) + "</text>");
    }

    private String element(Shape shape) {
        boolean upright = at().getShearX() == 0 && at().getShearY() == 0;
        if (upright && shape instanceof Rectangle2D r) {
            Rectangle2D box = at().createTransformedShape(r).getBounds2D();
            return "<rect x=\"" + SvgPath.number(box.getX()) + "\" y=\"" + SvgPath.number(box.getY()) + "\" width=\""
                    + SvgPath.number(box.getWidth()) + "\" height=\"" + SvgPath.number(box.getHeight()) + "\"/>";
        }
        if (upright && shape instanceof Ellipse2D e && e.getWidth() == e.getHeight()
                && at().getScaleX() == at().getScaleY()) {
            Rectangle2D box = at().createTransformedShape(e.getBounds2D()).getBounds2D();
            return "<circle cx=\"" + SvgPath.number(box.getCenterX()) + "\" cy=\"" + SvgPath.number(box.getCenterY())
                    + "\" r=\"" + SvgPath.number(box.getWidth() / 2) + "\"/>";
        }
        return "<path d=\"" + SvgPath.of(at().createTransformedShape(shape)) + "\"/>";
    }

    private String strokeStyle(BasicStroke pen, double width) {
        StringBuilder style = new StringBuilder(" fill=\"none\" stroke=\"").append(hex(getColor())).append('"');
        if (opacity() < 1) {
            style.append(" stroke-opacity=\"").append(String.format(Locale.ROOT, "%.2f", opacity())).append('"');
        }
        if (Math.abs(width - 1) > 0.01) {
            style.append(" stroke-width=\"").append(SvgPath.number(width)).append('"');
        }
        switch (pen.getEndCap()) {
            case BasicStroke.CAP_ROUND -> style.append(" stroke-linecap=\"round\"");
            case BasicStroke.CAP_SQUARE -> style.append(" stroke-linecap=\"square\"");
            default -> { }
        }
        switch (pen.getLineJoin()) {
            case BasicStroke.JOIN_ROUND -> style.append(" stroke-linejoin=\"round\"");
            case BasicStroke.JOIN_BEVEL -> style.append(" stroke-linejoin=\"bevel\"");
            default -> { }
        }
        if (pen.getDashArray() != null) {
            StringBuilder dashes = new StringBuilder();
            for (float dash : pen.getDashArray()) {
                dashes.append(dashes.length() == 0 ? "" : " ").append(SvgPath.number(dash));
            }
            style.append(" stroke-dasharray=\"").append(dashes).append('"');
        }
        return style.toString();
    }

    private String fillStyle() {
        return " fill=\"" + hex(getColor()) + "\""
                + (opacity() < 1 ? " fill-opacity=\"" + String.format(Locale.ROOT, "%.2f", opacity()) + "\"" : "");
    }

    private double opacity() {
        Composite composite = getComposite();
        double more = composite instanceof AlphaComposite alpha ? alpha.getAlpha() : 1;
        return getColor().getAlpha() / 255.0 * more;
    }

    /** Most of what is drawn lies within the clip anyway; only what does not needs the attribute. */
    private String clipFor(Shape shape, double strokeWidth) {
        if (clip() == null) {
            return "";
        }
        Rectangle2D box = at().createTransformedShape(shape).getBounds2D();
        box.setRect(box.getX() - strokeWidth / 2, box.getY() - strokeWidth / 2,
                box.getWidth() + strokeWidth, box.getHeight() + strokeWidth);
        boolean inside = clip() instanceof Rectangle2D edge ? edge.contains(box) : new Area(clip()).contains(box);
        return inside ? "" : page.clip(clip());
    }

    /** XChart draws what lies nowhere, such as the logarithm of a negative number, and leaves it to the pen to drop it. */
    private static boolean finite(Shape shape) {
        if (shape instanceof Line2D line) {
            return Double.isFinite(line.getX1() + line.getY1() + line.getX2() + line.getY2());
        }
        Rectangle2D box = shape.getBounds2D();
        return Double.isFinite(box.getX() + box.getY() + box.getWidth() + box.getHeight());
    }

    private static double crisp(double coordinate, boolean snap) {
        return snap ? Math.floor(coordinate) + 0.5 : coordinate;
    }

    private static String hex(Color color) {
        return String.format("#%06x", color.getRGB() & 0xFFFFFF);
    }
}
