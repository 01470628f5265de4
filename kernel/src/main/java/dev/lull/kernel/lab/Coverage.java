package dev.lull.kernel.lab;

import dev.lull.engine.explore.Verdict;
import dev.lull.engine.machine.Code;
import dev.lull.engine.machine.Context;
import dev.lull.engine.machine.Machine;
import dev.lull.engine.machine.StepLabel;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How often each label was stepped from, in all states that were met: what was never reached is text about which the
 * verdict says nothing.
 */
public final class Coverage {
    /** One label of one context. */
    record Line(String context, String function, String label, String words, long steps) {
        boolean isReached() {
            return steps > 0;
        }
    }

    private final String title;
    private final List<Line> lines;

    private Coverage(String title, List<Line> lines) {
        this.title = title;
        this.lines = lines;
    }

    static Coverage of(String title, List<Verdict.LabelCount> counts, Machine machine) {
        List<Line> lines = new ArrayList<>();
        for (Verdict.LabelCount count : counts) {
            lines.add(new Line(count.context(), count.function(), count.label(), words(machine, count), count.steps()));
        }
        return new Coverage(title, lines);
    }

    private static String words(Machine machine, Verdict.LabelCount count) {
        for (Context context : machine.contexts()) {
            if (!context.name().equals(count.context())) continue;
            for (Code<?> code : context.codes()) {
                if (!code.name().equals(count.function())) continue;
                for (Enum<?> label : code.labels()) if (label.name().equals(count.label()) && label instanceof StepLabel) return StepLabel.wordsOf(label);
            }
        }
        return "";
    }

    /** Labels there are. */
    public int labels() {
        return lines.size();
    }

    /** Labels that no run came to. */
    public int neverReached() {
        return (int) lines.stream().filter(line -> !line.isReached()).count();
    }

    /** As a table: first what was never reached, then the others, seldom ones first. */
    public Table table() {
        StringColumn context = StringColumn.create("context");
        StringColumn function = StringColumn.create("function");
        StringColumn label = StringColumn.create("label");
        LongColumn steps = LongColumn.create("steps");
        StringColumn reached = StringColumn.create("reached");
        for (Line line : lines.stream().sorted(Comparator.comparingLong(Line::steps)).toList()) {
            context.append(line.context());
            function.append(line.function());
            label.append(line.label());
            steps.append(line.steps());
            reached.append(line.isReached() ? "yes" : "never");
        }
        return Table.create("steps by label, " + title, context, function, label, steps, reached);
    }

    /** As a marked listing: the text of each routine, label by label, with its count in front, {@code #####} for never. */
    public Listing listing() {
        return Listing.of(title, lines);
    }

    @Override public String toString() {
        return lines.isEmpty() ? "no labels were counted" : labels() - neverReached() + " of " + Numbers.of(labels(), "label") + " reached";
    }
}
