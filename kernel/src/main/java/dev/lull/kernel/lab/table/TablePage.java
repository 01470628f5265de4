package dev.lull.kernel.lab.table;

import dev.lull.kernel.display.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table cut to a page: its first and last rows, types under the names, numbers to the right. */
public final class TablePage {

    private static final int ROWS = 20;
    private static final int WIDTH = 100;
    private static final int CELL_MAX = 200;
    private static final String CELL = "padding:3px 9px;border-bottom:1px solid rgba(128,128,128,.25);";

    private final Table table;
    private final int rowsMax;

    private TablePage(Table table, int rowsMax) {
        this.table = table;
        this.rowsMax = rowsMax;
    }

    /** The table with at most twenty rows: ten from its head, ten from its tail. */
    public static TablePage of(Table table) {
        return new TablePage(table, ROWS);
    }

    /** The same with at most {@code n} rows. */
    public TablePage rows(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("rows(" + n + "): a page needs at least one row. Use rows(20), or table.first(5)"
                    + " for a smaller table.");
        }
        return new TablePage(table, n);
    }

    /** The page as HTML. */
    public String asHtml() {
        StringBuilder html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:12px;line-height:1.35\"><thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append("<th style=\"").append(CELL).append("border-bottom:2px solid #999;").append(align(column)).append("\">")
                    .append(Html.escape(column.name())).append("<br/><span style=\"font-weight:normal;opacity:.6\">")
                    .append(type(column)).append("</span></th>");
        }
        html.append("</tr></thead><tbody>");
        int before = -1;
        for (int row : shown().toArray()) {
            if (row > before + 1) {
                html.append("<tr><td colspan=\"").append(table.columnCount()).append("\" style=\"").append(CELL)
                        .append("text-align:center;opacity:.6\">⋯ ").append(count(row - before - 1)).append(" rows ⋯</td></tr>");
            }
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"").append(CELL).append(align(column)).append("\">")
                        .append(Html.escape(cut(text(column, row)))).append("</td>");
            }
            html.append("</tr>");
            before = row;
        }
        return html.append("</tbody></table><div style=\"font-size:11px;opacity:.7\">").append(Html.escape(caption()))
                .append("</div>").toString();
    }

    /** The page as text, 100 columns wide; columns that find no room are named below it. */
    public String asText() {
        int columns = table.columnCount();
        TextGrid grid = grid(columns);
        while (columns > 1 && grid.width() > WIDTH) {
            grid = grid(--columns);
        }
        List<String> lines = new ArrayList<>(grid.headerLines());
        int before = -1;
        for (int row : shown().toArray()) {
            if (row > before + 1) {
                lines.add("... " + count(row - before - 1) + " rows ...");
            }
            lines.addAll(grid.lines(cells(row, columns)));
            before = row;
        }
        lines.add(caption());
        if (columns < table.columnCount()) {
            List<String> left = table.columnNames().subList(columns, table.columnCount());
            lines.addAll(Columns.wrap("not shown: " + String.join(", ", left), WIDTH));
        }
        return String.join("\n", lines);
    }

    private TextGrid grid(int columns) {
        List<Column<?>> shown = table.columns().subList(0, columns);
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            right[c] = shown.get(c) instanceof NumericColumn<?>;
        }
        List<List<String>> header = Stream.<List<String>>of(shown.stream().map(c -> Columns.oneLine(c.name())).toList(),
                shown.stream().map(TablePage::type).toList()).toList();
        return new TextGrid(header, shown().mapToObj(row -> cells(row, columns)).toList(), right, WIDTH);
    }

    private List<String> cells(int row, int columns) {
        return table.columns().subList(0, columns).stream().map(column -> cut(Columns.oneLine(text(column, row)))).toList();
    }

    private IntStream shown() {
        int n = table.rowCount();
        if (n <= rowsMax) {
            return IntStream.range(0, n);
        }
        int head = (rowsMax + 1) / 2;
        return IntStream.concat(IntStream.range(0, head), IntStream.range(n - (rowsMax - head), n));
    }

    private String caption() {
        return (table.name() == null || table.name().isEmpty() ? "" : table.name() + ": ") + count(table.rowCount())
                + (table.rowCount() == 1 ? " row, " : " rows, ") + count(table.columnCount())
                + (table.columnCount() == 1 ? " column" : " columns");
    }

    /** A value; a missing one is empty. Fractions have six digits, whole numbers all of theirs. */
    private static String text(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row);
        if (!(value instanceof Double || value instanceof Float)) {
            return column.getString(row);
        }
        double number = ((Number) value).doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.valueOf((long) number);
        }
        String text = String.format(Locale.ROOT, "%.6g", number);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String cut(String text) {
        if (text.length() <= CELL_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(CELL_MAX - 2)) ? CELL_MAX - 2 : CELL_MAX - 1;
        return text.substring(0, end) + "…";
    }

    private static String type(Column<?> column) {
        return column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String align(Column<?> column) {
        return column instanceof NumericColumn<?> ? "text-align:right;" : "text-align:left;";
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
