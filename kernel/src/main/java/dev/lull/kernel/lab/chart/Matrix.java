package dev.lull.kernel.lab.chart;

import dev.lull.kernel.lab.figure.Figure;
import dev.lull.kernel.lab.figure.FigureHeader;
import dev.lull.kernel.lab.figure.Fonts;
import dev.lull.kernel.lab.figure.Ink;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A share for each pair of a row and a column: the darker, the more; each cell says its figure, too. An immutable value. */
public final class Matrix implements Figure {
    private static final int COLUMN = 166;
    private static final int ROW = 46;
    private static final Color NONE = Ink.tint(Ink.series(2), 0.22);

    private record Cell(double share, String text, String note) { }

    private record Place(String row, String column) { }

    private final String title;
    private final List<String> rows;
    private final List<String> columns;
    private final Map<Place, Cell> cells;
    private final FigureHeader header;
    private final int left;

    private Matrix(String title, List<String> rows, List<String> columns, Map<Place, Cell> cells) {
        this.title = title;
        this.rows = rows;
        this.columns = columns;
        this.cells = cells;
        left = (int) rows.stream().mapToDouble(row -> Fonts.width(row, Fonts.plain(11))).max().orElse(0) + 2 * FigureHeader.MARGIN;
        header = new FigureHeader(title, List.of(new FigureHeader.Key("none", NONE), new FigureHeader.Key("some", colour(0.05)), new FigureHeader.Key("all", colour(1))), width());
    }

    /** A matrix with nothing in it yet. */
    public static Matrix of(String title, List<String> rows, List<String> columns) {
        return new Matrix(title, List.copyOf(rows), List.copyOf(columns), Map.of());
    }

    /** The same with a share from 0 to 1, its figure, and a word about it. */
    public Matrix with(String row, String column, double share, String text, String note) {
        if (!rows.contains(row) || !columns.contains(column)) throw new IllegalArgumentException("with(\"" + row + "\", \"" + column + "\"): there are rows " + rows + " and columns " + columns);
        if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("with(..., " + share + "): a share is from 0 to 1");
        Map<Place, Cell> more = new LinkedHashMap<>(cells);
        more.put(new Place(row, column), new Cell(share, text, note));
        return new Matrix(title, rows, columns, more);
    }

    @Override public String title() {
        return title;
    }

    @Override public int width() {
        return left + columns.size() * COLUMN + FigureHeader.MARGIN;
    }

    @Override public int height() {
        return header.height() + 34 + rows.size() * ROW + 8;
    }

    /** Little is seen, too. */
    private static Color colour(double share) {
        return share == 0 ? NONE : Ink.tint(Ink.series(1), 0.25 + 0.75 * Math.sqrt(share));
    }

    @Override public void paint(Graphics2D g) {
        g.setColor(Ink.PAPER);
        g.fill(new Rectangle2D.Double(0, 0, width(), height()));
        header.paint(g);
        int top = header.height() + 34;
        g.setFont(Fonts.plain(11));
        g.setColor(Ink.TEXT);
        for (int i = 0; i < columns.size(); i++) write(g, Fonts.fit(columns.get(i), Fonts.plain(11), COLUMN - 6.0), left + i * COLUMN + COLUMN / 2.0, top - 10);
        for (int k = 0; k < rows.size(); k++) {
            g.setFont(Fonts.plain(11));
            g.setColor(Ink.TEXT);
            g.drawString(rows.get(k), left - FigureHeader.MARGIN + 4 - (float) Fonts.width(rows.get(k), Fonts.plain(11)), top + k * ROW + ROW / 2f + 4);
            for (int i = 0; i < columns.size(); i++) cell(g, cells.get(new Place(rows.get(k), columns.get(i))), left + i * COLUMN, top + k * ROW);
        }
    }

    private static void cell(Graphics2D g, Cell cell, int x, int y) {
        if (cell == null) return;
        Color colour = colour(cell.share());
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(x + 1, y + 1, COLUMN - 2, ROW - 2));
        g.setColor(Ink.textOn(colour));
        g.setFont(Fonts.bold(12));
        write(g, cell.text(), x + COLUMN / 2.0, y + (cell.note().isEmpty() ? ROW / 2 + 4 : ROW / 2 - 3));
        g.setFont(Fonts.plain(10));
        write(g, cell.note(), x + COLUMN / 2.0, y + ROW / 2 + 12);
    }

    private static void write(Graphics2D g, String text, double middle, int y) {
        if (!text.isEmpty()) g.drawString(text, (float) (middle - Fonts.width(text, g.getFont()) / 2), y);
    }

    @Override public String asText() {
        List<String> lines = new ArrayList<>(List.of(title));
        int wide = rows.stream().mapToInt(String::length).max().orElse(0);
        for (String column : columns) {
            lines.add(column);
            for (String row : rows) {
                Cell cell = cells.get(new Place(row, column));
                if (cell != null) lines.add("  " + row + " ".repeat(wide - row.length()) + "  " + cell.text() + (cell.note().isEmpty() ? "" : ", " + cell.note()));
            }
        }
        return String.join("\n", lines);
    }

    @Override public String toString() {
        return asText();
    }
}
