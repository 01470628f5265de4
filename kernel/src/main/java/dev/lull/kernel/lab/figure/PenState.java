package dev.lull.kernel.lab.figure;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;

/** What any {@link Graphics2D} remembers, and the many calls that are others in disguise. Draws nothing itself. */
abstract class PenState extends Graphics2D {

    private AffineTransform transform = new AffineTransform();
    private Shape clip;                                    // in page coordinates; null when nothing is cut off
    private Paint paint = Color.BLACK;
    private Color background = Color.WHITE;
    private Stroke stroke = new BasicStroke(1);
    private Font font = Fonts.plain(12);
    private Composite composite = AlphaComposite.SrcOver;
    private final RenderingHints hints = new RenderingHints(Map.of());

    PenState() {}

    PenState(PenState from) {
        transform = new AffineTransform(from.transform);
        clip = from.clip;
        paint = from.paint;
        background = from.background;
        stroke = from.stroke;
        font = from.font;
        composite = from.composite;
        hints.putAll(from.hints);
    }

    /** Draws an image, {@code placed} within the current coordinates. */
    protected abstract void image(BufferedImage image, AffineTransform placed);

    final AffineTransform at() { return transform; }
    final Shape clip() { return clip; }
    final Stroke stroke() { return stroke; }

    // Coordinates

    @Override public void translate(int x, int y) { transform.translate(x, y); }
    @Override public void translate(double x, double y) { transform.translate(x, y); }
    @Override public void rotate(double angle) { transform.rotate(angle); }
    @Override public void rotate(double angle, double x, double y) { transform.rotate(angle, x, y); }
    @Override public void scale(double x, double y) { transform.scale(x, y); }
    @Override public void shear(double x, double y) { transform.shear(x, y); }
    @Override public void transform(AffineTransform more) { transform.concatenate(more); }
    @Override public void setTransform(AffineTransform to) { transform = new AffineTransform(to); }
    @Override public AffineTransform getTransform() { return new AffineTransform(transform); }

    // Clip

    @Override public Shape getClip() {
        try {
            return clip == null ? null : moved(clip, transform.createInverse());
        } catch (NoninvertibleTransformException flat) {
            return new Rectangle2D.Double();
        }
    }

    @Override public void setClip(Shape shape) { clip = shape == null ? null : moved(shape, transform); }
    @Override public void setClip(int x, int y, int width, int height) { setClip(new Rectangle(x, y, width, height)); }
    @Override public void clipRect(int x, int y, int width, int height) { clip(new Rectangle(x, y, width, height)); }
    @Override public Rectangle getClipBounds() { return clip == null ? null : getClip().getBounds(); }

    @Override public void clip(Shape shape) {
        Shape more = moved(shape, transform);
        if (clip == null) {
            clip = more;
        } else if (clip instanceof Rectangle2D a && more instanceof Rectangle2D b) {
            clip = a.createIntersection(b);
        } else {
            Area both = new Area(clip);
            both.intersect(new Area(more));
            clip = both;
        }
    }

    private static Shape moved(Shape shape, AffineTransform by) {
        Shape moved = by.createTransformedShape(shape);
        boolean stillUpright = by.getShearX() == 0 && by.getShearY() == 0;
        return shape instanceof Rectangle2D && stillUpright ? moved.getBounds2D() : moved;
    }

    // Ink

    @Override public Color getColor() { return paint instanceof Color color ? color : Color.GRAY; }
    @Override public void setColor(Color color) { if (color != null) paint = color; }
    @Override public Paint getPaint() { return paint; }
    @Override public void setPaint(Paint to) { if (to != null) paint = to; }
    @Override public Color getBackground() { return background; }
    @Override public void setBackground(Color color) { background = color; }
    @Override public Stroke getStroke() { return stroke; }
    @Override public void setStroke(Stroke to) { stroke = to; }
    @Override public Composite getComposite() { return composite; }
    @Override public void setComposite(Composite to) { composite = to; }
    @Override public void setPaintMode() { }
    @Override public void setXORMode(Color color) { }

    // Text

    @Override public Font getFont() { return font; }
    @Override public void setFont(Font to) { if (to != null) font = to; }
    @Override public FontRenderContext getFontRenderContext() { return Fonts.CONTEXT; }
    @Override public void drawString(String text, int x, int y) { drawString(text, (float) x, (float) y); }

    @Override public FontMetrics getFontMetrics(Font of) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(of);
    }

    @Override public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override public void drawString(AttributedCharacterIterator text, float x, float y) {
        fill(new TextLayout(text, Fonts.CONTEXT).getOutline(AffineTransform.getTranslateInstance(x, y)));
    }

    // Shapes

    @Override public void drawLine(int x1, int y1, int x2, int y2) { draw(new Line2D.Double(x1, y1, x2, y2)); }
    @Override public void fillRect(int x, int y, int w, int h) { fill(new Rectangle(x, y, w, h)); }
    @Override public void drawOval(int x, int y, int w, int h) { draw(new Ellipse2D.Double(x, y, w, h)); }
    @Override public void fillOval(int x, int y, int w, int h) { fill(new Ellipse2D.Double(x, y, w, h)); }

    @Override public void clearRect(int x, int y, int w, int h) {
        Paint before = paint;
        paint = background;
        fillRect(x, y, w, h);
        paint = before;
    }

    @Override public void drawRoundRect(int x, int y, int w, int h, int arcW, int arcH) {
        draw(new RoundRectangle2D.Double(x, y, w, h, arcW, arcH));
    }

    @Override public void fillRoundRect(int x, int y, int w, int h, int arcW, int arcH) {
        fill(new RoundRectangle2D.Double(x, y, w, h, arcW, arcH));
    }

    @Override public void drawArc(int x, int y, int w, int h, int start, int extent) {
        draw(new Arc2D.Double(x, y, w, h, start, extent, Arc2D.OPEN));
    }

    @Override public void fillArc(int x, int y, int w, int h, int start, int extent) {
        fill(new Arc2D.Double(x, y, w, h, start, extent, Arc2D.PIE));
    }

    @Override public void drawPolygon(int[] x, int[] y, int n) { draw(new Polygon(x, y, n)); }
    @Override public void fillPolygon(int[] x, int[] y, int n) { fill(new Polygon(x, y, n)); }

    @Override public void drawPolyline(int[] x, int[] y, int n) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < n; i++) {
            if (i == 0) line.moveTo(x[i], y[i]); else line.lineTo(x[i], y[i]);
        }
        draw(line);
    }

    // Images

    @Override public boolean drawImage(Image image, AffineTransform placed, ImageObserver observer) {
        BufferedImage copy = new BufferedImage(image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_ARGB);
        copy.createGraphics().drawImage(image, 0, 0, null);
        image(copy, placed == null ? new AffineTransform() : placed);
        return true;
    }

    @Override public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        return drawImage(image, AffineTransform.getTranslateInstance(x, y), observer);
    }

    @Override public boolean drawImage(Image image, int x, int y, int w, int h, ImageObserver observer) {
        AffineTransform placed = AffineTransform.getTranslateInstance(x, y);
        placed.scale((double) w / image.getWidth(null), (double) h / image.getHeight(null));
        return drawImage(image, placed, observer);
    }

    @Override public boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
        return drawImage(image, x, y, observer);
    }

    @Override public boolean drawImage(Image image, int x, int y, int w, int h, Color behind, ImageObserver observer) {
        return drawImage(image, x, y, w, h, observer);
    }

    @Override public boolean drawImage(Image image, int dx1, int dy1, int dx2, int dy2, int sx1, int sy1, int sx2, int sy2,
            ImageObserver observer) {
        BufferedImage part = new BufferedImage(Math.abs(dx2 - dx1), Math.abs(dy2 - dy1), BufferedImage.TYPE_INT_ARGB);
        part.createGraphics().drawImage(image, 0, 0, part.getWidth(), part.getHeight(), sx1, sy1, sx2, sy2, null);
        return drawImage(part, Math.min(dx1, dx2), Math.min(dy1, dy2), observer);
    }

    @Override public boolean drawImage(Image image, int dx1, int dy1, int dx2, int dy2, int sx1, int sy1, int sx2, int sy2,
            Color behind, ImageObserver observer) {
        return drawImage(image, dx1, dy1, dx2, dy2, sx1, sy1, sx2, sy2, observer);
    }

    @Override public void drawImage(BufferedImage image, BufferedImageOp op, int x, int y) {
        drawImage(op == null ? image : op.filter(image, null), x, y, null);
    }

    @Override public void drawRenderedImage(RenderedImage image, AffineTransform placed) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy.createGraphics().drawRenderedImage(image, null);
        image(copy, placed == null ? new AffineTransform() : placed);
    }

    @Override public void drawRenderableImage(RenderableImage image, AffineTransform placed) {
        drawRenderedImage(image.createDefaultRendering(), placed);
    }

    // Things a page has not

    @Override public boolean hit(Rectangle rect, Shape shape, boolean onStroke) {
        Shape tested = onStroke ? stroke.createStrokedShape(shape) : shape;
        return transform.createTransformedShape(tested).intersects(rect);
    }

    @Override public GraphicsConfiguration getDeviceConfiguration() { return null; }
    @Override public void copyArea(int x, int y, int w, int h, int dx, int dy) { }
    @Override public void dispose() { }
    @Override public Object getRenderingHint(RenderingHints.Key key) { return hints.get(key); }
    @Override public RenderingHints getRenderingHints() { return (RenderingHints) hints.clone(); }
    @Override public void addRenderingHints(Map<?, ?> more) { hints.putAll(more); }

    @Override public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) hints.remove(key); else hints.put(key, value);
    }

    @Override public void setRenderingHints(Map<?, ?> to) {
        hints.clear();
        hints.putAll(to);
    }
}
