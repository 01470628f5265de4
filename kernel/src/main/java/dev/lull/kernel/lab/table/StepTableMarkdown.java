package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.List;

/** A step table for a README, an issue or a commit message. */
final class StepTableMarkdown {

    private StepTableMarkdown() {}

    static String of(StepTable table) {
        List<String> lines = new ArrayList<>();
        if (!table.title().isEmpty()) {
            lines.add("**" + escape(table.title()) + "**");
            lines.add("");
        }
        boolean[] numeric = StepTableText.numeric(table);
        List<String> rule = new ArrayList<>();
        for (boolean right : numeric) {
            rule.add(right ? "--:" : "---");
        }
        lines.add(line(table.columns().stream().map(StepTableMarkdown::escape).toList()));
        lines.add(line(rule));
        List<String> notes = new ArrayList<>();
        for (StepTable.Row row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (StepTable.Cell cell : row.cells()) {
                boolean bold = cell.changed() && !cell.text().isBlank();
                cells.add(bold ? "**" + escape(cell.text()) + "**" : escape(cell.text()));
            }
            boolean failed = row.status() == StepTable.Status.FAILED;
            if (failed && !cells.isEmpty()) {
                cells.set(0, "✗ " + cells.get(0));
            }
            lines.add(line(cells));
            if (!row.note().isEmpty()) {
                String step = row.cells().isEmpty() ? "" : escape(row.cells().get(0).text()) + ": ";
                notes.add("- " + (failed ? "✗ " : "") + step + escape(row.note()));
            }
        }
        if (!notes.isEmpty()) {
            lines.add("");
            lines.addAll(notes);
        }
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String escape(String text) {
        return Columns.oneLine(text).replaceAll("([\\\\|*_`<>\\[\\]])", "\\\\$1");
    }
}
