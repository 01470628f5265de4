package dev.lull.kernel.lab.figure;

import java.awt.Graphics2D;

/** Text that shows when the pointer rests on part of a figure, in the formats that have a pointer. */
public final class Tooltips {

    private Tooltips() {}

    /** Draws; in SVG what is drawn says {@code text} when pointed at. */
    public static void on(Graphics2D g, String text, Runnable drawing) {
        if (g instanceof Aware aware) {
            aware.withTooltip(text, drawing);
        } else {
            drawing.run();
        }
    }

    /** A pen whose format has tooltips. */
    interface Aware {
        void withTooltip(String text, Runnable drawing);
    }
}
