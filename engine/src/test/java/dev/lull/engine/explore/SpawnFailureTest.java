package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The thread of February 2022: kthreads that cannot be created. */
class SpawnFailureTest {
    private static final Bounds SMALL = Bounds.DEFAULT.preemptions(1);

    /** CPU 1 comes up and joins CPU 0's group; creating its rcuop may fail; one of the two calls call_rcu(). */
    private static Scenario comingUp(Linux linux, int caller) {
        return Scenario.of("rcuop/1 cannot be created", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation"))
                .load(CallRcuLoad.callRcu().on(caller).times(1));
    }

    /** CPU 1 comes up as the first of a group of its own. */
    private static Scenario firstOfGroup(Linux linux) {
        return Scenario.of("no rcuog", linux.cpus(2).gpStride(1).rcuNocbs("1").nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuog creation")).load(CallRcuLoad.callRcu().on(1).times(1));
    }

    private static Verdict explore(Scenario scenario) {
        return Exploration.of(scenario, SMALL).run(Progress.SILENT);
    }

    private static Finding violated(Scenario scenario) {
        Verdict verdict = explore(scenario);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.VIOLATED);
        return verdict.counterexample().walk().finding();
    }

    // ---- no patch ---------------------------------------------------------------------------------------------

    @Test void without_a_patch_a_missing_rcuog_leaves_callbacks_uninvoked() {
        Finding finding = violated(firstOfGroup(Linux.version("5.18")));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.CALLBACK);
        assertThat(finding.title()).isEqualTo("CPU 1 has callback h1 queued, never to be invoked");
        assertThat(finding.why()).contains("rcuog/1 could not be created: nobody gets grace periods for them");
    }

    @Test void without_a_patch_a_missing_rcuop_leaves_callbacks_uninvoked() {
        Finding finding = violated(comingUp(Linux.version("5.18"), 1));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.CALLBACK);
        assertThat(finding.why()).anyMatch(reason -> reason.startsWith("rcuop/1 could not be created"));
    }

    // ---- the first patch, and the review's three points -------------------------------------------------------------

    private static final Linux FIRST_PATCH = Linux.version("5.18").with(Fix.SPAWN_FAILURE_FIRST_PATCH);

    @Test void the_first_patch_leaves_the_cpu_in_the_mask() {
        Finding finding = violated(comingUp(FIRST_PATCH, 1));

        assertThat(finding.title()).isEqualTo("CPU 1 is still in rcu_nocb_mask, but it is not offloaded");
    }

    @Test void with_the_mask_mended_the_cpu_is_still_on_the_groups_list() {
        Finding finding = violated(comingUp(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK), 1));

        assertThat(finding.title()).isEqualTo("CPU 1 is still on the list of group 0, but it is not offloaded");
    }

    @Test void with_mask_and_list_mended_rcuog_skips_the_unlock() {
        Finding finding = violated(comingUp(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK).with(Fix.SPAWN_FAILURE_LIST), 0));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.LOCK_DISCIPLINE);
        assertThat(finding.title()).contains("rcuog/0").contains("holding a spinlock");
    }

    // ---- upstream ---------------------------------------------------------------------------------------------

    @Test void upstreams_fix_holds_when_there_is_no_rcuog() {
        assertThat(explore(firstOfGroup(Linux.version("6.1"))).holds()).isTrue();
    }

    @ParameterizedTest @ValueSource(ints = {0, 1})
    void upstreams_fix_holds_beside_a_rcuog_that_works(int caller) {
        assertThat(explore(comingUp(Linux.version("6.1"), caller)).holds()).isTrue();
    }

    // ---- the order of the locks -------------------------------------------------------------------------------------

    private static Scenario twoOrders(Linux linux) {
        return Scenario.of("barrier_mutex and the hotplug lock", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(ToggleLoad.deoffload(0));
    }

    @Test void with_barrier_mutex_outside_the_failure_path_deadlocks_with_deoffloading() {
        Finding finding = violated(twoOrders(Linux.version("6.1").without(Fix.BARRIER_MUTEX_INNER)));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.DEADLOCK);
        assertThat(finding.why()).containsExactly(
                "toggle/0 holds barrier_mutex and sleeps until it gets cpu_hotplug_lock, which hotplug/1 holds, in rcu_nocb_cpu_offload() at SECOND_LOCK",
                "hotplug/1 holds cpu_hotplug_lock, cpu_add_remove_lock and sleeps until it gets barrier_mutex, which toggle/0 holds, in rcu_spawn_cpu_nocb_kthread() at LOCK_BARRIER");
    }

    @Test void with_barrier_mutex_inside_it_does_not() {
        assertThat(explore(twoOrders(Linux.version("6.1"))).holds()).isTrue();
    }
}
