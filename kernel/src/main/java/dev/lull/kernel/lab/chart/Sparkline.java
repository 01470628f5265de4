package dev.lull.kernel.lab.chart;

/** A histogram in one line of text. */
final class Sparkline {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH_MAX = 60;

    private Sparkline() {}

    /** One character per height, at most 60; something small is never shown as nothing. */
    static String of(double[] heights) {
        int each = Math.max(1, (int) Math.ceil((double) heights.length / WIDTH_MAX));
        double[] cells = new double[(heights.length + each - 1) / each];
        double highest = 0;
        for (int i = 0; i < heights.length; i++) {
            cells[i / each] += Math.max(0, heights[i]);
            highest = Math.max(highest, cells[i / each]);
        }
        StringBuilder line = new StringBuilder();
        for (double cell : cells) {
            line.append(cell <= 0 || highest == 0 ? ' '
                    : LEVELS.charAt((int) Math.min(LEVELS.length() - 1, Math.floor(cell / highest * LEVELS.length()))));
        }
        return line.toString();
    }
}
