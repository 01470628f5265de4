package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Verdict;
import dev.lull.kernel.lab.figure.Times;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an exploration found out. */
public final class Answer {
    private final Verdict verdict;
    private final long tookMs;
    private final boolean interrupted;
    private Story story;

    Answer(Verdict verdict, long tookMs, boolean interrupted) {
        this.verdict = verdict;
        this.tookMs = tookMs;
        this.interrupted = interrupted;
    }

    /** Everything, as data. */
    public Verdict data() {
        return verdict;
    }

    public boolean holds() {
        return verdict.holds();
    }

    public boolean isViolated() {
        return verdict.isViolated();
    }

    /**
     * How a rule is broken, to be read, drawn, replayed.
     *
     * @throws IllegalStateException when nothing was found
     */
    public Story counterexample() {
        if (!isViolated()) throw new IllegalStateException("there is no counterexample: " + headline());
        if (story == null) story = new Story(verdict.counterexample(), verdict.bounds());
        return story;
    }

    /** One line. */
    public String headline() {
        return switch (verdict.outcome()) {
            case VIOLATED -> "VIOLATED: " + counterexample().finding().kind().words() + " in " + verdict.counterexample().length() + " steps with "
                    + count(counterexample().preemptions(), "preemption") + "; " + effort();
            case HOLDS -> "HOLDS" + (verdict.preemptions() == Bounds.ANY ? "" : " in all runs with at most " + count(verdict.preemptions(), "preemption")) + ": " + effort();
            case STOPPED -> (interrupted ? "STOPPED" : "NOTHING FOUND within the bounds") + ", no proof: " + effort();
        };
    }

    private String effort() {
        if (verdict.walks() > 0) return String.format(Locale.ROOT, "%,d random walks, %,d steps, seed %d, in %s", verdict.walks(), verdict.transitions(), verdict.bounds().seed(), took());
        return String.format(Locale.ROOT, "%,d states, %,d transitions, depth %,d, in %s", verdict.states(), verdict.transitions(), verdict.depth(), took());
    }

    private String took() {
        return Times.text(tookMs * 1_000_000.0);
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** What stands behind the headline: a sentence each. */
    public List<String> smallPrint() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.scenario().linux().describe());
        verdict.scenario().loads().forEach(load -> lines.add(load.describe()));
        if (verdict.walks() == 0) {
            lines.add(String.format(Locale.ROOT, "odds that some state was taken for another and missed: %.1e; %.0f bytes a state", verdict.collisionOdds(), verdict.bytesPerState()));
        }
        lines.addAll(verdict.assumptions());
        return lines;
    }

    /** How often each label was stepped from: 0 marks text that no interleaving reached. */
    public Table coverage() {
        StringColumn context = StringColumn.create("context");
        StringColumn function = StringColumn.create("function");
        StringColumn label = StringColumn.create("label");
        LongColumn steps = LongColumn.create("steps");
        for (Verdict.LabelCount count : verdict.coverage()) {
            context.append(count.context());
            function.append(count.function());
            label.append(count.label());
            steps.append(count.steps());
        }
        return Table.create("steps by label", context, function, label, steps);
    }

    @Override public String toString() {
        StringBuilder out = new StringBuilder(verdict.scenario().title()).append('\n').append(headline());
        if (isViolated()) out.append('\n').append(counterexample().finding());
        out.append("\n  on ").append(String.join("\n  ", smallPrint()));
        return out.toString();
    }
}
