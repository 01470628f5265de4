package dev.lull.kernel.lab.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Step columns for a terminal or a mail. Only one context acts in a row, so its text may run on under the columns to its
 * right: a column is but the place where its lines begin. With few contexts the heads stand side by side, with many they
 * hang one below the other, each on a thread of its own.
 */
final class StepColumnsText {

    private static final int WIDTH = 100;
    private static final int TEXT_MIN = 44;                  // what the rightmost column has at least
    private static final int WIDEST = 26;
    private static final int NARROWEST = 2;
    private static final char TOGETHER = '\u00a0';           // a space at which no line ends, if it can be helped

    private final StepColumns table;
    private final int margin;
    private final int indent;
    private final boolean hanging;
    private final List<String> lines = new ArrayList<>();

    private StepColumnsText(StepColumns table) {
        this.table = table;
        int columns = table.contexts().size();
        margin = Math.max(2, String.valueOf(table.steps().size()).length()) + 3;
        int longest = table.contexts().stream().mapToInt(Columns::width).max().orElse(0);
        int room = columns < 2 ? WIDEST : (WIDTH - margin - TEXT_MIN) / (columns - 1);
        hanging = longest + 2 > Math.min(room, WIDEST);
        indent = hanging ? Math.max(NARROWEST, Math.min(room, 6)) : Math.min(WIDEST, Math.max(longest + 2, Math.min(room, longest + 14)));
    }

    static String of(StepColumns table) {
        StepColumnsText text = new StepColumnsText(table);
        if (!table.title().isEmpty()) text.lines.add(table.title());
        text.head();
        for (int i = 0; i < table.steps().size(); i++) text.row(i);
        if (table.loopsFrom() >= 0) text.rule("and again from step " + (table.loopsFrom() + 1));
        text.key();
        return String.join("\n", text.lines);
    }

    private void head() {
        List<String> names = table.contexts();
        if (hanging) {
            for (int i = 0; i < names.size(); i++) lines.add(threads(i) + names.get(i));
            return;
        }
        StringBuilder heads = new StringBuilder(" ".repeat(margin));
        StringBuilder rules = new StringBuilder(" ".repeat(margin));
        for (String name : names) {
            heads.append(Columns.fill(name, indent, false));
            rules.append(Columns.fill("-".repeat(Columns.width(name)), indent, false));
        }
        lines.add(heads.toString().stripTrailing());
        lines.add(rules.toString().stripTrailing());
    }

    private void row(int index) {
        StepColumns.Step step = table.steps().get(index);
        if (index == table.loopsFrom()) rule("from here on, for ever:");
        int column = Math.max(0, step.column());
        String before = threads(column);
        int room = Math.max(20, WIDTH - before.length());
        List<String> text = new ArrayList<>(wrapped(step.does(), room));
        if (!step.reads().isEmpty()) text.addAll(wrapped("R ", step.reads(), room));
        if (!step.writes().isEmpty()) text.addAll(wrapped("W ", step.writes(), room));
        String number = " ".repeat(margin - 2 - String.valueOf(index + 1).length()) + (index + 1) + "  ";
        for (int i = 0; i < text.size(); i++) {
            lines.add(((i == 0 ? number + before.substring(margin) : before) + text.get(i)).stripTrailing());
        }
    }

    /** The margin and the threads of the columns left of {@code column}. */
    private String threads(int column) {
        StringBuilder threads = new StringBuilder(" ".repeat(margin));
        for (int i = 0; i < column; i++) threads.append(hanging ? "|" : " ").append(" ".repeat(indent - 1));
        return threads.toString();
    }

    private void rule(String words) {
        lines.add(" ".repeat(margin) + "-- " + words + " --");
    }

    private void key() {
        boolean reads = table.steps().stream().anyMatch(step -> !step.reads().isEmpty());
        boolean writes = table.steps().stream().anyMatch(step -> !step.writes().isEmpty());
        List<String> key = new ArrayList<>();
        if (reads) key.add("R: reads what another wrote, (n) in step n");
        if (writes) key.add("W: writes, old -> new");
        if (!key.isEmpty()) lines.add(" ".repeat(margin) + String.join("; ", key));
    }

    private static List<String> wrapped(String text, int width) {
        return Columns.wrap(Columns.oneLine(text), width);
    }

    /** A list of items behind a mark; a line ends between two items rather than inside one. */
    private static List<String> wrapped(String mark, List<String> items, int width) {
        String joined = String.join(", ", items.stream().map(item -> Columns.oneLine(item).replace(' ', TOGETHER)).toList());
        List<String> out = new ArrayList<>();
        for (String line : Columns.wrap(joined, width - mark.length())) {
            out.add((out.isEmpty() ? mark : " ".repeat(mark.length())) + line.replace(TOGETHER, ' '));
        }
        return out;
    }
}
