package dev.lull.engine.linux.cpuset;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.explore.Exploration;
import dev.lull.engine.explore.Progress;
import dev.lull.engine.explore.Verdict;
import dev.lull.engine.tally.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.lull.engine.linux.cpuset.CpuChange.Asked.CONSISTENCY;
import static dev.lull.engine.linux.cpuset.CpuChange.WorkLock.CPUSET_MUTEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CpuChangeTest {
    private static Tally count(Reaction reaction, boolean cgroupWriter) {
        CpuChange change = CpuChange.up(reaction);
        return Tally.of(cgroupWriter ? change.withCgroupWriter() : change);
    }

    private static Verdict explored(CpuChange change) {
        return Exploration.of(change, Bounds.DEFAULT.shortest()).run(Progress.SILENT);
    }

    @ParameterizedTest
    @CsvSource({
            "ASYNCHRONOUS,       false,  94,    8757,   210,  0",
            "ASYNCHRONOUS,       true,  404, 4706478, 96306,  0",
            "FLUSH_AFTER_UNLOCK, false,  27,      15,     0,  0",
            "FLUSH_AFTER_UNLOCK, true,  117,   16869,     0,  0",
            "CALLER_FLUSHES,     false,  35,     105,     0,  0",
            "CALLER_FLUSHES,     true,  151,  108516,     0,  0",
            "FLUSH_UNDER_LOCK,   false,  10,       1,     0,  1",
            "FLUSH_UNDER_LOCK,   true,   38,      63,     0, 63",
            "SYNCHRONOUS,        false,  17,       3,     0,  0",
            "SYNCHRONOUS,        true,   74,     687,     0,  6"})
    void as_many_executions_fail_as_when_they_are_counted_by_hand(Reaction reaction, boolean cgroupWriter, long states, long executions, long einval, long deadlocked) {
        Tally tally = count(reaction, cgroupWriter);

        assertThat(tally.states()).isEqualTo(states);
        assertThat(tally.executions()).isEqualTo(executions);
        assertThat(tally.broken()).isEqualTo(einval);
        assertThat(tally.deadlocked()).isEqualTo(deadlocked);
    }

    @ParameterizedTest @EnumSource(Reaction.class)
    void exploration_comes_to_the_same_verdict(Reaction reaction) {
        for (boolean cgroupWriter : new boolean[] {false, true}) {
            CpuChange change = cgroupWriter ? CpuChange.up(reaction).withCgroupWriter() : CpuChange.up(reaction);

            assertThat(explored(change).holds()).as(change.title()).isEqualTo(Tally.of(change).holds());
        }
    }

    @Test void the_shortest_way_to_the_failure_is_the_worker_not_running_at_all() {
        Verdict verdict = explored(CpuChange.up(Reaction.ASYNCHRONOUS));

        assertThat(verdict.counterexample().walk().finding().title()).isEqualTo("it is not true that sched_setaffinity() to the CPU of an ONLINE uevent succeeds");
        assertThat(verdict.counterexample().walk().moments()).noneMatch(moment -> moment.who().equals("kworker"));
    }

    @Test void a_flush_under_the_lock_waits_for_a_work_that_waits_for_the_lock() {
        assertThat(count(Reaction.FLUSH_UNDER_LOCK, false).ends()).extracting(stuck -> stuck.inOneLine())
                .containsExactly("cpu_up --flush_work--> kworker --cpu_hotplug_lock--> cpu_up");
        assertThat(count(Reaction.FLUSH_UNDER_LOCK, true).ends()).extracting(stuck -> stuck.inOneLine())
                .contains("cpu_up --flush_work--> kworker --cgroup_mutex--> cgroup --cpu_hotplug_lock--> cpu_up");
    }

    @Test void the_work_has_its_place_in_the_order_of_locks() {
        assertThat(count(Reaction.FLUSH_UNDER_LOCK, true).lockOrder()).extracting(finding -> finding.title())
                .containsExactly("possible circular locking: cpu_hotplug_lock before cpuset_hotplug_work before cgroup_mutex before cpu_hotplug_lock");
        assertThat(count(Reaction.FLUSH_AFTER_UNLOCK, true).lockOrder()).isEmpty();
        assertThat(count(Reaction.CALLER_FLUSHES, true).lockOrder()).isEmpty();
    }

    @Test void it_does_so_whichever_lock_the_work_takes_first() {
        Tally tally = Tally.of(CpuChange.up(Reaction.FLUSH_UNDER_LOCK).workTakes(CPUSET_MUTEX).withCgroupWriter());

        assertThat(tally.deadlocked()).isEqualTo(tally.executions());
    }

    @Test void cgroup_mutex_inside_the_hotplug_lock_is_a_wrong_order_even_where_nobody_gets_stuck() {
        Tally tally = count(Reaction.SYNCHRONOUS, true);

        assertThat(tally.deadlocked()).isLessThan(tally.executions());
        assertThat(tally.lockOrder()).extracting(finding -> finding.title())
                .containsExactly("possible circular locking: cpu_hotplug_lock before cgroup_mutex before cpu_hotplug_lock");
    }

    @Test void what_is_done_at_once_under_the_cpusets_own_mutex_is_in_order() {
        Tally tally = count(Reaction.SYNCHRONOUS_CPUSET_MUTEX, true);

        assertThat(tally.holds()).isTrue();
        assertThat(tally.lockOrder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ASYNCHRONOUS, true", "CALLER_FLUSHES, true", "FLUSH_AFTER_UNLOCK, false", "SYNCHRONOUS, false", "SYNCHRONOUS_CPUSET_MUTEX, false"})
    void a_cpu_that_goes_leaves_the_masks_apart_unless_the_operation_itself_waits(Reaction reaction, boolean apart) {
        assertThat(Tally.of(CpuChange.down(reaction)).broken().signum() > 0).isEqualTo(apart);
    }

    @Test void the_submitted_patch_returns_from_cpu_up_before_the_masks_agree() {
        assertThat(Tally.of(CpuChange.up(Reaction.CALLER_FLUSHES).asking(CONSISTENCY)).broken()).isPositive();
        assertThat(Tally.of(CpuChange.up(Reaction.FLUSH_AFTER_UNLOCK).asking(CONSISTENCY)).broken()).isZero();
    }

    @Test void twenty_seven_random_runs_show_the_failure_nearly_always() {
        Tally alone = count(Reaction.ASYNCHRONOUS, false);
        Tally together = count(Reaction.ASYNCHRONOUS, true);

        assertThat(alone.oddsBroken()).isCloseTo(0.2266, within(0.00005));
        assertThat(together.oddsBroken()).isCloseTo(0.3583, within(0.00005));
        assertThat(alone.seedsFor(0.99)).isEqualTo(18);
        assertThat(alone.seedsFor(0.999)).isEqualTo(27);
        assertThat(together.seedsFor(0.99)).isEqualTo(11);
        assertThat(together.seedsFor(0.999)).isEqualTo(16);
    }
}
