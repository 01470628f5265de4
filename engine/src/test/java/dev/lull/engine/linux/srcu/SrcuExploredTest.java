package dev.lull.engine.linux.srcu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.linux.srcu.SrcuLoad.Function;
import dev.lull.engine.model.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SRCU's promises over all interleavings of the whole model. */
class SrcuExploredTest {
    private static final Bounds ALL = Bounds.DEFAULT.shortest().states(2_000_000);
    private static final Srcu SRCU = Srcu.version("6.12").maxNodelayPhase(1).maxNodelay(1);

    private static SrcuScenario one(Srcu srcu, Function function) {
        return SrcuScenario.of(function.says(), srcu).load(SrcuScenario.update(function).times(1));
    }

    private static Verdict ask(SrcuScenario scenario, Bounds bounds) {
        return Exploration.of(scenario, bounds).run(Progress.SILENT);
    }

    private static Finding finding(Verdict verdict) {
        return verdict.counterexample().walk().finding();
    }

    @ParameterizedTest @EnumSource(value = Function.class, names = {"SYNCHRONIZE", "SYNCHRONIZE_EXPEDITED", "CALL"})
    void with_a_reader_that_leaves_on_another_cpu_every_promise_is_kept(Function function) {
        assertThat(ask(one(SRCU, function).load(SrcuScenario.reader().leavesOn(1).times(1)), ALL).holds()).isTrue();
    }

    @ParameterizedTest @CsvSource({"5.19", "6.1", "6.4"})
    void older_kernels_keep_them_too_while_only_one_waits(String version) {
        assertThat(ask(one(Srcu.version(version).maxNodelayPhase(1).maxNodelay(1), Function.SYNCHRONIZE).load(SrcuScenario.reader().times(1)), ALL).holds()).isTrue();
    }

    @Test void a_barrier_returns_after_the_callbacks_before_it() {
        assertThat(ask(one(SRCU, Function.CALL).load(SrcuScenario.update(Function.BARRIER).on(1).times(1)), ALL).holds()).isTrue();
    }

    @Test void a_big_domain_with_a_leaf_for_each_cpu_keeps_them() {
        Srcu big = SRCU.sizing(Srcu.Sizing.INIT).fanoutLeaf(1);

        assertThat(ask(one(big, Function.SYNCHRONIZE).load(SrcuScenario.update(Function.CALL).on(1).times(1)), ALL.preemptions(2)).holds()).isTrue();
    }

    @Test void without_the_first_scan_a_reader_held_up_between_its_two_steps_is_overtaken() {
        Verdict verdict = ask(SrcuScenario.of("stale", SRCU.without(SrcuFix.FIRST_SCAN)).load(SrcuScenario.update(Function.SYNCHRONIZE).times(2)).load(SrcuScenario.reader().times(1)), ALL);

        assertThat(finding(verdict).title()).startsWith("grace period too short: reader/0 entered its section before the grace period began");
    }

    @Test void without_the_flip_the_readers_bank_is_never_looked_at() {
        Verdict verdict = ask(one(SRCU.without(SrcuFix.FLIP), Function.SYNCHRONIZE).load(SrcuScenario.reader().times(1)), ALL);

        assertThat(verdict.isViolated()).isTrue();
    }

    @Test void a_failing_tree_of_a_static_domain_is_a_null_pointer_for_the_worker_or_a_lost_callback() {
        Srcu half = SRCU.init(InitVariant.I5).sizing(Srcu.Sizing.INIT);
        SrcuScenario scenario = SrcuScenario.of("half-initialised", half).load(SrcuScenario.update(Function.CALL).times(1))
                .load(SrcuScenario.update(Function.CALL).on(1).times(1)).load(SrcuScenario.failure(SrcuHeap.Part.SRCU_NODE));

        assertThat(finding(ask(scenario, ALL.preemptions(2))).title()).startsWith("null pointer dereference: kworker/srcu_gp follows sup->srcu_ssp");
        assertThat(ask(scenario.on(half.init(InitVariant.I6)), ALL.preemptions(2)).holds()).isTrue();
    }

    @Test void a_loop_without_end_has_no_end_and_is_refused() {
        assertThat(catchThrowable(() -> SrcuScenario.of("endless", SRCU).load(SrcuScenario.update(Function.CALL)).build()))
                .hasMessageContaining("has no end").hasMessageContaining("times(n)");
    }
}
