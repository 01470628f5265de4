package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cells in columns of text. The widest columns are narrowed and their cells wrapped until the grid fits its width. */
final class TextGrid {

    private static final int GAP = 2;
    private static final int NARROWEST = 6;
    private static final int BREAK_WORDS_BEYOND = 24;

    private final List<List<String>> header;                 // one list of cells per header line
    private final boolean[] right;
    private final int[] widths;

    TextGrid(List<List<String>> header, List<List<String>> rows, boolean[] right, int widthMax) {
        this.header = header;
        this.right = right;
        this.widths = new int[right.length];
        for (List<List<String>> part : List.of(header, rows)) {
            for (List<String> cells : part) {
                for (int c = 0; c < widths.length; c++) {
                    widths[c] = Math.max(widths[c], Columns.width(cells.get(c)));
                }
            }
        }
        narrow(header, rows, widthMax);
    }

    /**
     * Narrows one column by one character at a time: first the one whose heading stands out most over its cells, then the
     * widest; none below its longest unbreakable part, if that is short.
     */
    private void narrow(List<List<String>> header, List<List<String>> rows, int widthMax) {
        int[] least = longestParts(List.of(header, rows));
        int[] content = new int[widths.length];
        for (List<String> cells : rows) {
            for (int c = 0; c < content.length; c++) {
                content[c] = Math.max(content[c], Columns.width(cells.get(c)));
            }
        }
        while (width() > widthMax) {
            int chosen = -1;
            int mostOverhang = 0;
            for (int c = 0; c < widths.length; c++) {
                int overhang = widths[c] - content[c];
                boolean better = overhang > mostOverhang || mostOverhang == 0 && (chosen < 0 || widths[c] > widths[chosen]);
                if (widths[c] > least[c] && better) {
                    chosen = c;
                    mostOverhang = Math.max(0, overhang);
                }
            }
            if (chosen < 0) {
                return;
            }
            widths[chosen]--;
        }
    }

    private int[] longestParts(List<List<List<String>>> parts) {
        int[] longest = new int[widths.length];
        for (List<List<String>> part : parts) {
            for (List<String> cells : part) {
                for (int c = 0; c < longest.length; c++) {
                    for (String word : cells.get(c).split("(?<=[ _.,/(-])")) {
                        longest[c] = Math.max(longest[c], Columns.width(word.strip()));
                    }
                }
            }
        }
        for (int c = 0; c < longest.length; c++) {
            longest[c] = Math.min(widths[c], Math.max(NARROWEST, Math.min(longest[c], BREAK_WORDS_BEYOND)));
        }
        return longest;
    }

    int width() {
        return Arrays.stream(widths).sum() + GAP * Math.max(0, widths.length - 1);
    }

    List<String> headerLines() {
        List<String> lines = new ArrayList<>();
        header.forEach(cells -> lines.addAll(lines(cells, true)));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(String.join(" ".repeat(GAP), rule));
        return lines;
    }

    List<String> lines(List<String> cells) {
        return lines(cells, false);
    }

    /** One row as lines; wrapped header cells stand at the bottom, others at the top. */
    private List<String> lines(List<String> cells, boolean atBottom) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int c = 0; c < widths.length; c++) {
            List<String> lines = Columns.wrap(cells.get(c), Math.max(1, widths[c]));
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                int at = atBottom ? i - (height - wrapped.get(c).size()) : i;
                String part = at >= 0 && at < wrapped.get(c).size() ? wrapped.get(c).get(at) : "";
                line.append(c == 0 ? "" : " ".repeat(GAP)).append(Columns.fill(part, widths[c], right[c]));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
