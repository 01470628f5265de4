package dev.lull.engine.explore;

import dev.lull.engine.linux.Linux;
import dev.lull.engine.linux.nocb.NocbCbWait;
import dev.lull.engine.linux.nocb.NocbData;
import dev.lull.engine.linux.nocb.Offloading;
import dev.lull.engine.linux.nocb.WakeNocbGp;
import dev.lull.engine.linux.rcu.ForgetfulGpKthread;
import dev.lull.engine.linux.rcu.GpKthread;
import dev.lull.engine.linux.rcu.Rcu;
import dev.lull.engine.machine.Context;
import dev.lull.engine.model.Finding;
import dev.lull.engine.run.Script;
import dev.lull.engine.run.SimulatedRun;
import dev.lull.engine.run.Simulation;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.time.Nanos;
import dev.lull.engine.zoo.Bug;
import dev.lull.engine.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is checked of Linux beside what becomes of its callbacks: guarded words, the order of locks, invariants. */
class LinuxChecksTest {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(0);

    private static Scenario oneCpu(String version, int calls) {
        return Scenario.of("checks", Linux.version(version).cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(calls).irqs(Irqs.EITHER));
    }

    private static Scenario bypassOfTwo(String version) {
        return Scenario.of("two CPUs", Linux.version(version).cpus(2).gpStride(2).nobypassLim(0)).load(CallRcuLoad.callRcu().on(1).times(2).irqs(Irqs.ON));
    }

    private static Verdict explore(Scenario scenario, Bounds bounds) {
        return Exploration.of(scenario, bounds).run(Progress.SILENT);
    }

    // ---- guarded words ----------------------------------------------------------------------------------------

    @Test void the_known_mistake_of_5_13_is_reported_as_known_and_gone_in_5_14() {
        Verdict before = explore(bypassOfTwo("5.13"), FEW);
        Verdict after = explore(bypassOfTwo("5.14"), FEW);

        assertThat(before.isViolated()).isFalse();
        assertThat(before.known()).hasSize(1).first().asString().startsWith(
                "access without lock: rcuog/0 wrote rdp[0].nocb_defer_wakeup without holding nocb_lock[0], in nocb_gp_wait: CLEAR_DEFER");
        assertThat(after.isViolated()).isFalse();
        assertThat(after.known()).isEmpty();
    }

    /** A patched rcuop that makes whatever waits ready, ended grace period or not; under the lock, or without. */
    private static final class Hasty extends NocbCbWait {
        private final NocbData rdp;
        private final boolean careful;

        Hasty(Rcu rcu, NocbData rdp, boolean careful) {
            super(rcu, rdp);
            this.rdp = rdp;
            this.careful = careful;
        }

        @Override protected At step(At at) {
            if (at != (careful ? At.ADVANCE : At.LOCAL_BH_DISABLE)) return super.step(at);
            if (careful) passing(rdp.lock());
            rdp.rdp().cblist().advance(Long.MAX_VALUE / 8);
            if (careful) passed(rdp.lock());
            return super.step(at);
        }
    }

    private static Offloading.Kthreads hasty(boolean careful) {
        return new Offloading.Kthreads() {
            @Override public NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
                return new Hasty(rcu, rdp, careful);
            }
        };
    }

    @Test void a_patch_that_forgets_the_lock_is_found_by_search_by_list_and_by_timed_run() {
        Verdict verdict = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().states(200_000)).with(hasty(false)).run(Progress.SILENT);
        Finding played = Script.on(oneCpu("5.14", 1)).build(build -> build.with(hasty(false))).justCreated("rcuop/0")
                .step("1", s -> s.callRcu(0)).step("2", s -> s.run("rcuog/0").untilAsleep()).step("3", s -> s.run("rcuop/0").steps(2)).play().finding();
        SimulatedRun run = Simulation.of(Scenario.of("timed", Linux.version("5.14").cpus(1)).load(CallRcuLoad.callRcu().on(0).poisson(5_000)), 1, Nanos.millis(50))
                .build(build -> build.with(hasty(false))).run();

        for (Finding finding : List.of(verdict.counterexample().walk().finding(), played, run.findings().get(0))) {
            assertThat(finding.title()).startsWith("access without lock: rcuop/0 wrote rdp[0].cblist.").endsWith("without holding nocb_lock[0], in nocb_cb_wait: LOCAL_BH_DISABLE");
        }
    }

    /** A patched rcuop that asks for a grace period without the leaf's lock. */
    private static final class Impatient extends NocbCbWait {
        private final Rcu rcu;
        private final NocbData rdp;

        Impatient(Rcu rcu, NocbData rdp) {
            super(rcu, rdp);
            this.rcu = rcu;
            this.rdp = rdp;
        }

        @Override protected At step(At at) {
            if (at != At.LOCAL_BH_DISABLE) return super.step(at);
            passing(rdp.lock());
            rcu.advanceCbs(rdp.rdp(), self().number(), -1);
            passed(rdp.lock());
            return super.step(at);
        }
    }

    @Test void a_grace_period_asked_for_without_the_lock_of_the_rcu_node_is_found() {
        Verdict verdict = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().states(200_000)).with(new Offloading.Kthreads() {
            @Override public NocbCbWait rcuop(Rcu rcu, NocbData rdp) {
                return new Impatient(rcu, rdp);
            }
        }).run(Progress.SILENT);

        assertThat(verdict.counterexample().walk().finding().title()).isEqualTo("access without lock: rcuop/0 wrote rnp[0].gp_seq_needed without holding rcu_node[0].lock, in nocb_cb_wait: LOCAL_BH_DISABLE");
    }

    @Test void the_list_of_a_cpu_that_is_de_offloaded_is_guarded_while_it_is_locked() {
        Scenario toggled = oneCpu("5.14", 1).load(ToggleLoad.deoffload(0));
        Verdict right = Exploration.of(toggled, Bounds.DEFAULT.preemptions(1)).run(Progress.SILENT);
        Verdict wrong = Exploration.of(toggled, Bounds.DEFAULT.shortest().states(200_000)).with(hasty(false)).run(Progress.SILENT);

        assertThat(right.isViolated()).isFalse();
        assertThat(wrong.counterexample().walk().finding().title()).startsWith("access without lock: rcuop/0 wrote rdp[0].cblist.").endsWith("without holding nocb_lock[0], which is to be taken now, in nocb_cb_wait: LOCAL_BH_DISABLE");
    }

    // ---- the order of locks -----------------------------------------------------------------------------------

    @Test void nocb_locks_nest_as_the_kernel_has_it() {
        assertThat(explore(bypassOfTwo("5.14"), FEW).lockOrder().facts()).extracting(fact -> fact.held().place() + " -> " + fact.taken().place())
                .contains("nocb_lock -> nocb_bypass_lock", "nocb_lock -> rcu_node.lock").doesNotContain("nocb_gp_lock -> nocb_lock");
    }

    // ---- invariants -------------------------------------------------------------------------------------------

    @Test void a_deferral_without_its_timer_is_found_before_a_callback_is_lost() {
        Verdict early = explore(oneCpu("5.12", 4), Bounds.DEFAULT.shortest().states(300_000).checking("desync"));
        Verdict fixed = explore(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().checking("desync"));

        Finding finding = early.counterexample().walk().finding();
        assertThat(finding.title()).isEqualTo("it is not true that ->nocb_timer of CPU 0 is pending while ->nocb_defer_wakeup says so");
        assertThat(early.depth()).isLessThan(60);
        assertThat(fixed.holds()).isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"conserve", "assign", "tree", "gp-progress", "bypass"})
    void the_other_invariants_hold(String invariant) {
        Verdict with = explore(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().checking(invariant));

        assertThat(with.holds()).as(with.isViolated() ? with.counterexample().walk().finding().toString() : "").isTrue();
    }

    @Test void a_grace_period_that_the_kthread_forgets_is_found_when_it_falls_asleep() {
        Verdict verdict = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().states(200_000).checking("gp-progress")).with(new Offloading.Kthreads() {
            @Override public GpKthread gpKthread(Rcu rcu, GpKthread.IdleCpus idle, boolean forces, GpKthread.Grain grain) {
                return new ForgetfulGpKthread(rcu, idle, forces, grain);
            }
        }).run(Progress.SILENT);

        assertThat(verdict.counterexample().walk().finding().title()).isEqualTo("it is not true that a grace period that is wanted is in progress, or asked for, or its kthread is awake");
        assertThat(verdict.counterexample().walk().moments().get(verdict.counterexample().walk().moments().size() - 1).who()).isEqualTo("rcu_preempt");
    }

    /** A patched wake_nocb_gp() that wakes nobody. */
    private static final class Silent extends WakeNocbGp {
        Silent(Context self, Rcu rcu, NocbData rdp, boolean says) {
            super(self, rcu, rdp, says);
        }

        @Override protected At step(At at) {
            restoreIrqs(true);
            return finish();
        }
    }

    @Test void callbacks_on_a_bypass_list_that_nobody_will_look_at_are_found_as_the_enqueuer_leaves() {
        Verdict verdict = Exploration.of(bypassOfTwo("5.14"), Bounds.DEFAULT.shortest().states(200_000).checking("bypass")).with(new Offloading.Kthreads() {
            @Override public WakeNocbGp wakeNocbGp(Context self, Rcu rcu, NocbData rdp, boolean says) {
                return new Silent(self, rcu, rdp, says);
            }
        }).run(Progress.SILENT);
        Verdict right = explore(bypassOfTwo("5.14"), FEW.checking("bypass"));

        assertThat(verdict.counterexample().walk().finding().title()).isEqualTo("it is not true that somebody will look at the callbacks on CPU 1's bypass list");
        assertThat(right.isViolated()).isFalse();
    }

    @ParameterizedTest @ValueSource(strings = {"5.12", "5.13", "5.14", "6.1"})
    void bypass_lists_are_looked_after_and_grace_periods_begin_by_every_kernel(String version) {
        Verdict verdict = explore(bypassOfTwo(version), FEW.checking("bypass", "gp-progress"));

        assertThat(verdict.isViolated()).as(verdict.isViolated() ? verdict.counterexample().walk().finding().toString() : "").isFalse();
    }

    @Test void a_bypass_list_that_de_offloading_leaves_behind_is_found() {
        Bug.Explored buggy = (Bug.Explored) Zoo.named("Z14").buggy();
        Bug.Explored fixed = (Bug.Explored) Zoo.named("Z14").fixed();

        assertThat(explore(buggy.scenario(), buggy.bounds().checking("bypass")).counterexample().walk().finding().title())
                .isEqualTo("it is not true that the bypass list of CPU 0, which is not offloaded, is empty once nothing is under way");
        assertThat(explore(fixed.scenario(), fixed.bounds().checking("bypass")).isViolated()).isFalse();
    }

    @Test void looking_at_invariants_adds_no_state() {
        Verdict without = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest()).unreduced().run(Progress.SILENT);
        Verdict with = Exploration.of(oneCpu("5.14", 2), Bounds.DEFAULT.shortest().checking("desync", "conserve", "assign", "tree", "gp-progress", "bypass")).unreduced().run(Progress.SILENT);

        assertThat(with.holds()).isTrue();
        assertThat(with.states()).isEqualTo(without.states());
    }

    @Test void a_timed_run_and_a_list_look_at_them_too() {
        Scenario storm = Scenario.of("storm", Linux.version("5.14").cpus(2)).load(CallRcuLoad.callRcu().on(0).poisson(5_000));
        SimulatedRun run = Simulation.of(storm, 7, Nanos.millis(100)).checking("desync", "conserve", "assign", "tree", "gp-progress", "bypass").run();
        Finding played = Script.on(oneCpu("5.14", 2)).checking("conserve").step("1", s -> s.callRcu(0)).play().finding();

        assertThat(run.findings()).isEmpty();
        assertThat(played).isNull();
    }

    @Test void an_invariant_that_nobody_knows_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> Bounds.DEFAULT.checking("entropy")).hasMessageStartingWith("check(\"entropy\"): there is no such invariant. There are \"desync\", \"conserve\", \"assign\", \"tree\"");
    }

    // ---- grace periods too short ------------------------------------------------------------------------------

    @Test void a_callback_that_comes_before_the_reader_has_left_is_found() {
        Scenario scenario = oneCpu("5.14", 2).load(ReaderLoad.reader().on(0).times(1));

        Verdict verdict = Exploration.of(scenario, Bounds.DEFAULT.preemptions(1).states(300_000)).with(hasty(true)).run(Progress.SILENT);

        assertThat(verdict.counterexample().walk().finding().title()).contains("invoked too early", "reader/0");
    }
}
