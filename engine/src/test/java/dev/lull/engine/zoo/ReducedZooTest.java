package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Every question of the zoo has the same answer with and without reduction, as far as the search without gets. */
class ReducedZooTest {
    private static final long MOST_STATES = 400_000;

    static List<Bug> bugs() {
        return Zoo.all();
    }

    @ParameterizedTest @MethodSource("bugs")
    void reduced_and_unreduced_agree(Bug bug) {
        for (Bug.Case question : List.of(bug.buggy(), bug.fixed())) {
            for (Exploration whole : unreduced(question)) {
                Verdict answer = whole.unreduced().run(Progress.SILENT);

                if (answer.outcome() != Verdict.Outcome.STOPPED) {
                    assertThat(question.run().found()).as("%s, %s", bug.id(), question.how()).isEqualTo(answer.isViolated());
                }
            }
        }
    }

    /** The exploration behind a question, if there is one that searches. */
    private static List<Exploration> unreduced(Bug.Case question) {
        List<Exploration> explorations = new ArrayList<>();
        if (question instanceof Bug.Explored explored && explored.bounds().searches()) {
            explorations.add(Exploration.of(explored.scenario(), searched(explored.bounds())));
        }
        if (question instanceof Bug.Modelled modelled && modelled.bounds().searches()) {
            explorations.add(Exploration.of(modelled.definition(), searched(modelled.bounds())));
        }
        return explorations;
    }

    /** The same runs, of which some may be too many. */
    private static Bounds searched(Bounds bounds) {
        Bounds few = bounds.preemptions() == Bounds.ANY ? bounds.shortest() : bounds;
        return few.states(MOST_STATES);
    }
}
