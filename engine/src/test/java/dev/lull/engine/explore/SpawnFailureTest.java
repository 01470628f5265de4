package dev.lull.engine.explore;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.rcu.SegCbList;
import dev.lull.engine.model.Finding;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.run.Play;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.Watch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

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

    @Test void which_creation_fails_and_on_which_try_can_be_said() {
        Scenario scenario = Scenario.of("both come up", Linux.version("5.18").cpus(3).rcuNocbs("1-2").gpStride(3).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(CpuUpLoad.cpuUp(2)).load(FaultLoad.fail("rcuop creation").on(2)).load(FaultLoad.fail("rcuog creation").nth(2));

        Play play = Script.on(scenario)
                .step("1", "CPU 1 comes up with all its kthreads", s -> {
                    s.fail("rcuop creation on CPU 2");
                    s.online(1);
                })
                .step("2", "CPU 2 comes up without its rcuop", s -> s.online(2))
                .watch(Watch.nothing().and("rcuog/1", s -> "" + s.rdp(1).peekRcuogExists()).and("rcuop/1", s -> "" + s.rdp(1).peekRcuopExists())
                        .and("rcuop/2", s -> "" + s.rdp(2).peekRcuopExists()))
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(List.of(play.value("2", "rcuog/1"), play.value("2", "rcuop/1"), play.value("2", "rcuop/2"))).containsExactly("true", "true", "false");
    }

    /** F1': a rcuog that another CPU creates later gets the callbacks grace periods, and nobody invokes them. */
    @Test void a_rcuog_created_later_moves_the_callbacks_on_and_wakes_a_rcuop_that_is_not_there() {
        Scenario scenario = Scenario.of("a CPU of the group comes up later", Linux.version("5.18").cpus(3).rcuNocbs("1-2").gpStride(3).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(CpuUpLoad.cpuUp(2)).load(FaultLoad.fail("rcuog creation").on(1)).load(CallRcuLoad.callRcu().on(1).times(1));

        Play play = Script.on(scenario)
                .step("1", "no rcuog for CPU 1", s -> {
                    s.fail("rcuog creation on CPU 1");
                    s.online(1);
                })
                .step("2", "a callback of CPU 1", s -> s.callRcu(1))
                .step("3", "CPU 2 comes up, and with it rcuog/1", s -> s.online(2))
                .step("4", "a grace period", s -> s.settle("rcu_preempt", "rcuog/1", "rcuop/2"))
                .watch(Watch.nothing().and("ready", s -> Long.toString(s.rcu().data(1).cblist().peekLength(SegCbList.DONE))))
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(play.value("4", "ready")).isEqualTo("1");
        assertThat(play.finding().why()).anyMatch(reason -> reason.startsWith("rcuop/1 could not be created"));
    }

    /** CPU 1 comes up, goes down and comes up again; one creation of a kthread fails, whichever and whenever. */
    private static Scenario comesUpTwice(Linux linux, String fails) {
        return Scenario.of("the next time it works", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1).times(2).fromOffline()).load(CpuDownLoad.cpuDown(1)).load(FaultLoad.fail(fails)).load(CallRcuLoad.callRcu().on(1).times(1));
    }

    /**
     * F3: what was queued while rcuop was missing is served only if somebody happens to wake rcuog. The new rcuop takes the stale
     * number of its WAIT segment for a grace period that is over, and so asks for one; but when that ends, nobody is awake to see it.
     * (Derived, not reported upstream.)
     */
    @Test void without_a_patch_a_creation_that_works_the_next_time_leaves_older_callbacks_waiting() {
        Play play = Script.on(comesUpTwice(Linux.version("5.18"), "rcuop creation"))
                .step("1", "CPU 1 comes up without its rcuop", s -> {
                    s.fail("rcuop creation");
                    s.online(1);
                })
                .step("2", "a callback of CPU 1, which knows no rcuog to wake", s -> s.callRcu(1))
                .step("3", "CPU 1 goes down and comes up again, with its rcuop", s -> {
                    s.offline(1);
                    s.online(1);
                })
                .step("4", "everybody goes on", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/1"))
                .watch(Watch.nothing().and("rcuop/1", s -> "" + s.rdp(1).peekRcuopExists()).and("waiting", s -> Long.toString(s.rcu().data(1).cblist().peekLength(SegCbList.WAIT))))
                .play();

        assertThat(play.isRunOfTheCode()).as(play.verdict()).isTrue();
        assertThat(List.of(play.value("4", "rcuop/1"), play.value("4", "waiting"))).containsExactly("true", "1");
        assertThat(play.finding().kind()).isEqualTo(Finding.Kind.LOST_WAKEUP);
        assertThat(play.finding().title()).isEqualTo("CPU 1 has callback h1 queued, and nobody will wake rcuog/0");
    }

    @ParameterizedTest @ValueSource(strings = {"rcuog creation", "rcuop creation"})
    void upstreams_fix_holds_when_the_creation_works_the_next_time(String fails) {
        Verdict verdict = explore(comesUpTwice(Linux.version("6.1"), fails));

        assertThat(verdict.holds()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isTrue();
    }

    @Test void without_a_patch_rcu_barrier_and_synchronize_rcu_on_that_cpu_never_return() {
        Scenario barrier = comingUp(Linux.version("5.18"), 1).load(WaitLoad.rcuBarrier().times(1));
        Scenario sync = Scenario.of("synchronize_rcu()", Linux.version("5.18").cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(WaitLoad.synchronizeRcu().on(1).times(1));

        assertThat(violated(barrier).kind()).isEqualTo(Finding.Kind.CALLBACK);
        assertThat(violated(sync).title()).isEqualTo("CPU 1 has callback h1 queued, never to be invoked");
    }

    @Test void with_no_failure_everything_is_served() {
        Scenario none = Scenario.of("no failure", Linux.version("5.18").cpus(2).gpStride(2).nobypassLim(2)).load(CpuUpLoad.cpuUp(1))
                .load(CallRcuLoad.callRcu().on(1).times(1));

        assertThat(explore(none).holds()).isTrue();
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

    /** What the review warns of: the entry that was left there is added once more, and the list becomes a ring. */
    @Test void offloading_a_cpu_that_is_still_on_the_groups_list_corrupts_it() {
        Scenario scenario = comingUp(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK), 1).load(ToggleLoad.offload(1));
        Script script = Script.on(scenario)
                .step("1", "CPU 1 comes up without its rcuop, and is marked as not offloaded", s -> {
                    s.fail("rcuop creation");
                    s.online(1);
                })
                .step("2", "it is offloaded", s -> s.offload(1).untilAsleep());

        assertThat(script.play().finding().title()).isEqualTo("list corruption: toggle/1 adds rdp[1] to nocb_head_rdp[0], where it is already: a scan of that list never ends");
        assertThat(script.on(scenario.linux().with(Fix.SPAWN_FAILURE_LIST)).play().finding()).isNull();
    }

    @Test void with_mask_and_list_mended_rcuog_skips_the_unlock() {
        Finding finding = violated(comingUp(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK).with(Fix.SPAWN_FAILURE_LIST), 0));

        assertThat(finding.kind()).isEqualTo(Finding.Kind.LOCK_DISCIPLINE);
        assertThat(finding.title()).isEqualTo("unlock skipped: rcuog/0 took nocb_lock[1] while LOCKING was set, and rcu_nocb_unlock() finds LOCKING clear in nocb_gp_wait(): the lock is never dropped");
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
        assertThat(finding.why()).startsWith(
                "toggle/0 holds barrier_mutex and sleeps until it gets cpu_hotplug_lock, which hotplug/1 holds, in rcu_nocb_cpu_offload() at SECOND_LOCK",
                "hotplug/1 holds cpu_hotplug_lock, cpu_add_remove_lock and sleeps until it gets barrier_mutex, which toggle/0 holds, in rcu_spawn_cpu_nocb_kthread() at LOCK_BARRIER");
    }

    @Test void with_barrier_mutex_inside_it_does_not() {
        assertThat(explore(twoOrders(Linux.version("6.1"))).holds()).isTrue();
    }
}
