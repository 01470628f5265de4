package dev.lull.engine.explore;

import dev.lull.engine.chance.Seeded;
import dev.lull.engine.model.Definition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs drawn by chance: however they are searched, the answer is the same. */
class AnyProgramTest {
    private static final int PROGRAMS = 300;
    private static final Bounds EVERYTHING = Bounds.DEFAULT.shortest();

    private static Verdict explore(Definition definition, Bounds bounds) {
        return Exploration.of(definition, bounds).run(Progress.SILENT);
    }

    @Test void with_and_without_reduction_the_verdict_is_the_same_and_so_are_the_states_at_rest() {
        int violated = 0;
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            Definition program = AnyProgram.drawn(new Seeded(seed));

            Verdict reduced = explore(program, EVERYTHING);
            Verdict whole = Exploration.of(program, EVERYTHING).unreduced().run(Progress.SILENT);

            assertThat(reduced.outcome()).as("program of seed %d", seed).isEqualTo(whole.outcome());
            if (whole.isViolated()) {
                violated++;
                continue;
            }
            assertThat(reduced.states()).as("program of seed %d", seed).isLessThanOrEqualTo(whole.states());
            assertThat(reduced.resting()).as("program of seed %d", seed).isEqualTo(whole.resting());
        }
        assertThat(violated).as("programs that break a rule").isBetween(PROGRAMS / 10, PROGRAMS * 9 / 10);
    }

    @Test void every_counterexample_walked_again_ends_in_a_finding() {
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            Verdict verdict = explore(AnyProgram.drawn(new Seeded(seed)), EVERYTHING);

            if (verdict.isViolated()) assertThat(verdict.counterexample().walk().finding()).as("program of seed %d", seed).isNotNull();
        }
    }

    @Test void two_threads_find_the_very_same_and_so_do_wide_fingerprints() {
        for (int seed = 1; seed <= PROGRAMS / 4; seed++) {
            Definition program = AnyProgram.drawn(new Seeded(seed));

            Verdict one = explore(program, EVERYTHING);
            Verdict two = explore(program, EVERYTHING.threads(2));
            Verdict wide = explore(program, EVERYTHING.wideFingerprints());

            assertThat(two.outcome()).as("program of seed %d", seed).isEqualTo(one.outcome()).isEqualTo(wide.outcome());
            assertThat(two.states()).as("program of seed %d", seed).isEqualTo(one.states()).isEqualTo(wide.states());
            if (one.isViolated()) assertThat(two.counterexample().tape()).as("program of seed %d", seed).isEqualTo(one.counterexample().tape());
        }
    }

    @Test void runs_with_any_number_of_preemptions_are_all_runs() {
        for (int seed = 1; seed <= PROGRAMS / 4; seed++) {
            Definition program = AnyProgram.drawn(new Seeded(seed));

            Verdict all = explore(program, EVERYTHING);
            Verdict many = explore(program, Bounds.DEFAULT.preemptions(40));

            assertThat(many.isViolated()).as("program of seed %d", seed).isEqualTo(all.isViolated());
        }
    }
}
