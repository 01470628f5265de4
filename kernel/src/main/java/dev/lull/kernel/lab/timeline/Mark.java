package dev.lull.kernel.lab.timeline;

import dev.lull.kernel.lab.figure.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** What happens at a moment, and its symbol. */
public enum Mark {
    /** A timer was armed. */
    TIMER_ARMED("timer armed", 'a'),
    /** A timer fired. */
    TIMER_FIRED("timer fired", 'F'),
    /** A timer was cancelled. */
    TIMER_CANCELLED("timer cancelled", 'c'),
    /** A callback was queued. */
    CALLBACK_QUEUED("callback queued", 'q'),
    /** A callback was invoked. */
    CALLBACK_INVOKED("callback invoked", 'i'),
    /** A lock was taken that is held for longer than a step. */
    LOCK_TAKEN("lock taken", 'L'),
    /** Anything else worth a word. */
    NOTE("note", '*'),
    /** Where it went wrong. */
    FINDING("finding", '!');

    private static final BasicStroke OUTLINE = new BasicStroke(1.4f);

    private final String words;
    private final char letter;

    Mark(String words, char letter) {
        this.words = words;
        this.letter = letter;
    }

    String words() {
        return words;
    }

    /** How the mark is drawn in text. */
    char letter() {
        return letter;
    }

    Color color() {
        return switch (this) {
            case TIMER_ARMED, TIMER_FIRED, TIMER_CANCELLED -> new Color(0x7B3FA0);
            case CALLBACK_QUEUED, CALLBACK_INVOKED -> Ink.series(0);
            case LOCK_TAKEN -> State.LOCK_HELD.color();
            case NOTE -> Ink.TEXT;
            case FINDING -> new Color(0xC00000);
        };
    }

    /** Draws the symbol round a point, eight pixels wide. */
    void paint(Graphics2D g, double x, double y) {
        g.setColor(color());
        g.setStroke(OUTLINE);
        switch (this) {
            case TIMER_ARMED -> outlined(g, polygon(x, y, -4, -3.5, 4, -3.5, 0, 3.5));
            case TIMER_FIRED -> g.fill(polygon(x, y, -4.5, -4, 4.5, -4, 0, 4));
            case TIMER_CANCELLED -> {
                g.draw(line(x - 3.5, y - 3.5, x + 3.5, y + 3.5));
                g.draw(line(x - 3.5, y + 3.5, x + 3.5, y - 3.5));
            }
            case CALLBACK_QUEUED -> outlined(g, new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
            case CALLBACK_INVOKED -> g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
            case LOCK_TAKEN -> g.fill(polygon(x, y, -3.5, -3.5, 3.5, -3.5, 3.5, 3.5, -3.5, 3.5));
            case NOTE -> g.fill(polygon(x, y, -3, 0, 0, -3, 3, 0, 0, 3));
            case FINDING -> g.fill(polygon(x, y, 0, -5, 1.4, -1.6, 5, -1.6, 2.1, 0.6, 3.1, 4.2, 0, 2.1, -3.1, 4.2, -2.1, 0.6, -5,
                    -1.6, -1.4, -1.6));
        }
    }

    private void outlined(Graphics2D g, Shape shape) {
        g.setColor(Ink.PAPER);
        g.fill(shape);
        g.setColor(color());
        g.draw(shape);
    }

    private static Path2D line(double x1, double y1, double x2, double y2) {
        Path2D line = new Path2D.Double();
        line.moveTo(x1, y1);
        line.lineTo(x2, y2);
        return line;
    }

    private static Path2D polygon(double x, double y, double... offsets) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < offsets.length; i += 2) {
            if (i == 0) {
                path.moveTo(x + offsets[0], y + offsets[1]);
            } else {
                path.lineTo(x + offsets[i], y + offsets[i + 1]);
            }
        }
        path.closePath();
        return path;
    }
}
