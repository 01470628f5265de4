package dev.lull.kernel.cli;

import dev.lull.kernel.cli.notebook.Cell;
import java.util.List;
import java.util.Locale;

/** What the user of {@code lull run} sees: a line for each cell, and how it all ended. */
final class RunReport {
    private static final int WIDTH = 60;

    private final String notebook;
    private final List<Cell> cells;
    private final long codeCells;
    private final LiveLine line = LiveLine.ofProcess(System.out);
    private int number;
    private Cell current;
    private long startNs;

    RunReport(String notebook, List<Cell> cells) {
        this.notebook = notebook;
        this.cells = cells;
        codeCells = cells.stream().filter(RunCommand::isToRun).count();
    }

    void begins(Cell cell) {
        current = cell;
        startNs = System.nanoTime();
        String first = cell.source().strip().lines().findFirst().orElse("");
        if (first.length() > WIDTH) first = first.substring(0, WIDTH - 3) + "...";
        String format = "[%" + String.valueOf(codeCells).length() + "d/%d] %-" + WIDTH + "s ";
        String begun = String.format(Locale.ROOT, format, ++number, codeCells, first);
        line.begunWith(begun);
        System.out.print(begun);
        System.out.flush();
    }

    /** What the cell says of its progress, where there is a terminal to show it. */
    void passes(String progress) {
        line.show(String.format(Locale.ROOT, "[%d/%d] %s", number, codeCells, progress));
    }

    void ended(boolean well) {
        line.wipe();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(Locale.ROOT, "%6.2f s%s%n", seconds, well ? "" : "  FAILED");
    }

    /** Says what went wrong, if anything did; returns the exit status. */
    int conclude(CellEnd end, Double timeout) {
        if (end instanceof CellEnd.Done) return 0;
        if (end instanceof CellEnd.Failed failed) {
            String line = failed.line() > 0 ? ", line " + failed.line() : "";
            System.err.println(failed.inWords(where() + line, System.console() != null));
        } else if (end instanceof CellEnd.TimedOut late) {
            System.err.println(where() + ": took longer than " + timeout + " s and was "
                    + (late.stopped() ? "interrupted." : "killed with its kernel, for it did not heed the interrupt.")
                    + " Raise --timeout to give it more.");
        } else if (end instanceof CellEnd.Died died) {
            System.err.println(current == null
                    ? "lull run: the kernel did not start. `lull doctor` tells more."
                    : where() + ": the kernel ended with status " + died.status() + " while this cell ran.");
        } else {
            System.err.println("lull run: interrupted" + (current == null ? "." : " in " + where() + "."));
            return 130;
        }
        return 1;
    }

    private String where() {
        return notebook + ", cell " + (cells.indexOf(current) + 1) + " of " + cells.size()
                + (current.executionCount() > 0 ? ", In [" + current.executionCount() + "]" : "");
    }
}
