package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.List;

/**
 * What a list of steps did, row by row: who, what, and the watched fields after it. Changed fields stand out; a step that
 * failed says why.
 */
public record StepTable(String title, List<String> columns, List<Row> rows) {

    /** Whether a step went as the list says. */
    public enum Status {
        /** As the list says. */
        OK,
        /** Not so: the note says what happened instead. */
        FAILED
    }

    /** One value, and whether this step changed it. */
    public record Cell(String text, boolean changed) {}

    /** One step. The note, where there is one, stands below the row. */
    public record Row(List<Cell> cells, Status status, String note) {
        /** Keeps a copy of the cells. */
        public Row {
            cells = List.copyOf(cells);
        }

        /** This row with a remark. */
        public Row note(String text) {
            return new Row(cells, status, text);
        }

        /** This row as a step that failed, and why. */
        public Row failed(String why) {
            return new Row(cells, Status.FAILED, why);
        }
    }

    /** Checks that every row has a cell per column. */
    public StepTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("A row has " + row.cells().size() + " cells "
                        + row.cells().stream().map(Cell::text).toList() + ", but the columns are " + columns + ". Give one cell each.");
            }
        }
    }

    /** A row from texts and a flag per text. */
    public static Row row(List<String> texts, boolean[] changed) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            cells.add(new Cell(texts.get(i), i < changed.length && changed[i]));
        }
        return new Row(cells, Status.OK, "");
    }

    /** A table from texts alone: from column {@code watchedFrom} on, a cell that differs from the one above it has changed. */
    public static StepTable comparing(String title, List<String> columns, int watchedFrom, List<List<String>> texts) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < texts.size(); r++) {
            boolean[] changed = new boolean[texts.get(r).size()];
            for (int c = watchedFrom; r > 0 && c < changed.length && c < texts.get(r - 1).size(); c++) {
                changed[c] = !texts.get(r).get(c).equals(texts.get(r - 1).get(c));
            }
            rows.add(row(texts.get(r), changed));
        }
        return new StepTable(title, columns, rows);
    }

    /** This table under another title. */
    public StepTable title(String text) {
        return new StepTable(text, columns, rows);
    }

    /** The table as text, 100 columns wide where it can be; changed values have a star. */
    public String asText() {
        return StepTableText.of(this);
    }

    /** The table as HTML. */
    public String asHtml() {
        return StepTableHtml.of(this);
    }

    /** The table as Markdown; changed values are bold, remarks follow as a list. */
    public String asMarkdown() {
        return StepTableMarkdown.of(this);
    }

    @Override public String toString() {
        return asText();
    }
}
