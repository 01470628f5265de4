package dev.lull.kernel.lab;

import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Moment;
import dev.lull.kernel.lab.table.StepColumns;
import dev.lull.kernel.lab.table.StepTable;
import dev.lull.kernel.lab.timeline.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A counterexample told: consecutive steps of one context make a passage, and each passage has a number. */
public final class Story {

    private final Walked walked;
    private final int preemptions;
    private final List<Passage> passages;
    private final int loopsFrom;
    private final Function<String, JavaCell> cell;

    /** @param cell writes the cell that plays it again, given a variable's name */
    Story(Walked walked, int preemptions, Function<String, JavaCell> cell) {
        this.walked = walked;
        this.preemptions = preemptions;
        this.cell = cell;
        int loop = walked.loop() < 0 ? walked.moments().size() : walked.loop();
        this.passages = new ArrayList<>(Passage.of(walked.moments().subList(0, loop)));
        this.loopsFrom = walked.loop() < 0 ? -1 : passages.size();
        passages.addAll(Passage.of(walked.moments().subList(loop, walked.moments().size())));
    }

    /** Every move, as data. */
    public List<Moment> moments() {
        return walked.moments();
    }

    /** What is wrong at the end; {@code null} when nothing is. */
    public Finding finding() {
        return walked.finding();
    }

    /** Moves. */
    public int length() {
        return walked.moments().size();
    }

    /** How often a context is left that could have gone on. */
    public int preemptions() {
        return preemptions;
    }

    /** A row for each passage, a column for each CPU and kthread; what each read of others and what it wrote. */
    public StepColumns steps() {
        return Accesses.table(heading(), walked.order(), passages, loopsFrom);
    }

    /** The same with a row for each step of the machine. */
    public StepColumns allSteps() {
        return Accesses.each(heading(), walked.order(), walked.moments(), walked.loop());
    }

    private String heading() {
        return walked.title() + " · " + walked.about();
    }

    /** A row for each passage, with the watched fields after it; of a model of your own, the words that change. */
    public StepTable fields() {
        return Fields.table(walked, passages);
    }

    /** The numbered list, as it would stand in a mail. */
    public Prose prose() {
        String footing = walked.about() + "; " + Numbers.of(length(), "step") + ", " + Numbers.of(preemptions, "preemption");
        return new Prose(Telling.of(passages, loopsFrom, walked.linux()), walked.finding(), footing);
    }

    /** A lane for each context, a column for each passage. */
    public Timeline timeline() {
        Strip strip = new Strip();
        int number = 1;
        for (Passage passage : passages) strip.add(Integer.toString(number++), passage.moments());
        return strip.timeline(finding() == null ? walked.title() : "counterexample: " + finding().kind().words(), finding());
    }

    /** A Java cell that plays it again; a model of your own is taken to be in the variable {@code model}. */
    public JavaCell cell() {
        return cell(walked.linux() ? "again" : "model");
    }

    /** As {@link #cell()} with another name: of the variable that the cell makes, or of the one that holds your own model. */
    public JavaCell cell(String variable) {
        return cell.apply(variable);
    }

    /** The moves, as numbers: for a bug report. */
    public int[] tape() {
        return walked.tape().clone();
    }

    @Override public String toString() {
        return steps().asText() + "\n" + (finding() == null ? "nothing is wrong at the end" : Lines.of(finding()));
    }
}
