package dev.lull.kernel.lab;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Counterexample;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Moment;
import dev.lull.engine.run.Watch;
import dev.lull.kernel.lab.table.StepTable;
import dev.lull.kernel.lab.timeline.Timeline;

import java.util.ArrayList;
import java.util.List;

/** A counterexample told: consecutive steps of one context make a passage, and each passage has a number. */
public final class Story {
    private final Counterexample counterexample;
    private final Bounds bounds;
    private final Counterexample.Walk walk;
    private final List<Passage> passages;

    Story(Counterexample counterexample, Bounds bounds) {
        this.counterexample = counterexample;
        this.bounds = bounds;
        this.walk = counterexample.walk(watch(counterexample));
        this.passages = Passage.of(walk.moments());
    }

    private static Watch watch(Counterexample counterexample) {
        return Watch.nocb(counterexample.scenario().linux().nocbs().nextSetBit(0));
    }

    /** Everything, as data. */
    public Counterexample data() {
        return counterexample;
    }

    /** What is wrong at the end. */
    public Finding finding() {
        return walk.finding();
    }

    /** Moves. */
    public int length() {
        return counterexample.length();
    }

    /** How often a context is left that could have gone on. */
    public int preemptions() {
        return counterexample.preemptions();
    }

    /** A row for each passage, with the watched fields after it. */
    public StepTable steps() {
        List<String> columns = new ArrayList<>(List.of("step", "who", "does"));
        columns.addAll(walk.fields());
        List<List<String>> texts = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            last += passage.moments().size();
            List<String> cells = new ArrayList<>(List.of(Integer.toString(i + 1), passage.who(), passage.labels()));
            cells.addAll(walk.values().get(last));
            texts.add(cells);
        }
        return StepTable.comparing("counterexample · " + counterexample.scenario().linux().describe(), columns, 3, texts);
    }

    /** A row for each step of the machine. */
    public StepTable allSteps() {
        return Steps.table("counterexample", walk.moments());
    }

    /** The numbered list, as it would stand in a mail. */
    public Prose prose() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) lines.add(Telling.of(passages.get(i), stepAfter(i)));
        return new Prose(lines, walk.finding());
    }

    /** The next step that the context of passage {@code i} takes later; {@code null} when it takes none. */
    private Moment stepAfter(int i) {
        for (Passage later : passages.subList(i + 1, passages.size())) {
            if (!later.who().equals(passages.get(i).who())) continue;
            return later.moments().stream().filter(Moment::step).findFirst().orElse(null);
        }
        return null;
    }

    /** A lane for each context, a column for each passage. */
    public Timeline timeline() {
        Strip strip = new Strip();
        int number = 1;
        for (Passage passage : passages) strip.add(Integer.toString(number++), passage.moments());
        return strip.timeline("counterexample: " + finding().kind().words(), finding());
    }

    /** A Java cell that plays it again, step by step. */
    public JavaCell cell() {
        return ReplayCell.of(counterexample.scenario(), bounds, passages, counterexample.tape());
    }

    /** The moves, as numbers: for a bug report. */
    public int[] tape() {
        return counterexample.tape();
    }

    @Override public String toString() {
        return steps().asText() + "\n" + finding();
    }
}
