package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.List;

/** A step table for a terminal or a mail. */
final class StepTableText {

    private static final int WIDTH = 100;

    private StepTableText() {}

    static String of(StepTable table) {
        List<String> lines = new ArrayList<>();
        if (!table.title().isEmpty()) {
            lines.add(table.title());
        }
        List<List<String>> rows = new ArrayList<>();
        boolean anyChanged = false;
        for (StepTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (StepTable.Cell cell : row.cells()) {
                cells.add((cell.changed() ? "*" : "") + Columns.oneLine(cell.text()));
                anyChanged |= cell.changed();
            }
            rows.add(cells);
        }
        boolean[] right = numeric(table);
        TextGrid grid = new TextGrid(List.of(table.columns().stream().map(Columns::oneLine).toList()), rows, right, WIDTH - 2);
        grid.headerLines().forEach(line -> lines.add("  " + line));
        for (int r = 0; r < rows.size(); r++) {
            boolean failed = table.rows().get(r).status() == StepTable.Status.FAILED;
            List<String> row = grid.lines(rows.get(r));
            for (int i = 0; i < row.size(); i++) {
                lines.add((failed && i == 0 ? "! " : "  ") + row.get(i));
            }
            if (!table.rows().get(r).note().isEmpty()) {
                Columns.wrap(Columns.oneLine(table.rows().get(r).note()), WIDTH - 6)
                        .forEach(line -> lines.add((failed ? "!     " : "      ") + line));
            }
        }
        if (anyChanged) {
            lines.add("  * changed by this step");
        }
        return String.join("\n", lines);
    }

    /** Which columns hold numbers only. */
    static boolean[] numeric(StepTable table) {
        boolean[] numeric = new boolean[table.columns().size()];
        for (int c = 0; c < numeric.length; c++) {
            int column = c;
            numeric[c] = !table.rows().isEmpty()
                    && table.rows().stream().allMatch(row -> row.cells().get(column).text().matches("[-+]?[0-9][0-9,_.]*|"))
                    && table.rows().stream().anyMatch(row -> !row.cells().get(column).text().isEmpty());
        }
        return numeric;
    }
}
