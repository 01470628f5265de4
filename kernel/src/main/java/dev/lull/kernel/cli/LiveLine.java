package dev.lull.kernel.cli;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** The last line of a terminal, written over and over: how far long work has come. Whoever prints next wipes it first. */
final class LiveLine {
    private static final int USUAL_WIDTH = 80;
    private static final String TO_LINE_START = "\r";
    private static final String WIPE_REST = "\033[K";

    private final PrintStream out;
    private final boolean works;
    private final IntSupplier width;
    private String before = "";
    private boolean shown;

    LiveLine(PrintStream out, boolean works, IntSupplier width) {
        this.out = out;
        this.works = works;
        this.width = width;
    }

    /** On the terminal this process was started from, if there is one at both ends and it can do as much. */
    static LiveLine ofProcess(PrintStream out) {
        boolean dumb = System.getenv("TERM") == null || System.getenv("TERM").startsWith("dumb");
        return new LiveLine(out, System.console() != null && !dumb, () -> USUAL_WIDTH);
    }

    /** Whether lines can be written over here. */
    boolean works() {
        return works;
    }

    /** What stands on this line, begun by somebody else, and comes back when the live text is wiped. */
    synchronized void begunWith(String text) {
        before = text;
    }

    /** Shows one line of {@code text} in the place of what was shown before. */
    synchronized void show(String text) {
        if (!works || text.indexOf('\n') >= 0) return;
        int room = width.getAsInt() - 1;
        out.print(TO_LINE_START + (text.length() > room ? text.substring(0, room - 3) + "..." : text) + WIPE_REST);
        out.flush();
        shown = true;
    }

    /** Makes the line as it was. */
    synchronized void wipe() {
        if (!shown) return;
        out.print(TO_LINE_START + WIPE_REST + before);
        out.flush();
        shown = false;
    }
}
