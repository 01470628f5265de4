package dev.lull.kernel.lab;

import dev.lull.kernel.lab.chart.Chart;
import dev.lull.kernel.lab.chart.Matrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import static dev.lull.kernel.lab.Lab.bounds;
import static dev.lull.kernel.lab.Lab.bug;
import static dev.lull.kernel.lab.Lab.cpuComesUp;
import static dev.lull.kernel.lab.Lab.cpuDown;
import static dev.lull.kernel.lab.Lab.cpuGoesDown;
import static dev.lull.kernel.lab.Lab.cpusets;
import static dev.lull.kernel.lab.Lab.hotplugLock;
import static dev.lull.kernel.lab.Lab.linux;
import static dev.lull.kernel.lab.Lab.millis;
import static dev.lull.kernel.lab.Lab.rtDown;
import static dev.lull.kernel.lab.Lab.rtMatrix;
import static dev.lull.kernel.lab.Lab.rtTable;
import static dev.lull.kernel.lab.Lab.seed;
import static dev.lull.kernel.lab.Lab.topCpuset;
import static dev.lull.kernel.lab.Lab.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HotplugLabTest {
    @Test void all_executions_are_counted_and_what_random_runs_would_show_is_said() {
        Counted counted = cpuComesUp("asynchronous").count();

        assertThat(counted.headline()).isEqualTo("VIOLATED: of 8,757 executions, 210 (2.40 %) break a rule");
        assertThat(counted.toString()).contains("0.2266").contains("27 seeds");
        assertThat(cpuComesUp("flush after the lock").count().headline()).isEqualTo("HOLDS in all 15 executions");
    }

    @Test void a_deadlock_is_drawn_with_everybody_who_waits() {
        Counted counted = cpuComesUp("flush under the lock").besideCgroupWriter().count();

        assertThat(counted.picture().asText()).contains("cpu_up --flush_work--> kworker").contains("listener");
        assertThat(counted.picture().asSvg()).startsWith("<svg").contains("cpu_hotplug_lock");
        assertThatThrownBy(() -> cpuComesUp("flush after the lock").count().picture()).hasMessageContaining("nobody gets stuck");
        assertThatThrownBy(() -> counted.picture(9)).hasMessageContaining("from 0");
    }

    @Test void what_is_derived_says_so_where_it_is_counted() {
        assertThat(rtDown("rework, 2012", "C: takes a lock at CPU_DEAD").count().toString()).contains("derived from the order of the code, not reported upstream");
    }

    @Test void a_counterexample_without_offloaded_cpus_shows_the_cpu_that_goes() {
        Answer answer = bug("H12").explore();

        assertThat(answer.toString()).contains("VIOLATED");
        assertThat(answer.counterexample().toString()).contains("CPU 1");
    }

    @Test void the_ladder_carries_what_it_is_asked_to() {
        Answer answer = linux("6.1").cpus(2).rcuNocbs("").hotplugLock("counts per CPU").scenario("a CPU goes").load(cpuDown(1)).load(topCpuset()).check("consistent").check("offline").check("mask").explore();

        assertThat(answer.holds()).isTrue();
        assertThat(answer.toString()).contains("hotplug lock: counts per CPU").contains("the top cpuset hears of CPUs that come and go");
    }

    @Test void a_counterexample_on_the_ladder_has_a_cell_that_says_what_was_asked() {
        assertThat(bug("H10").explore().counterexample().cell().toString()).contains("throttled(1)");
        assertThat(bug("H13").explore().counterexample().cell().toString()).contains("smpbootThread(1)");
        assertThat(linux("5.13").cpus(2).rcuNocbs("").scenario("a CPU goes").load(cpuDown(1)).load(topCpuset()).load(work(1)).check("consistent").explore().counterexample().cell().toString())
                .contains("topCpuset()").contains("work(1)");
    }

    @Test void a_name_that_is_none_is_answered_with_those_there_are() {
        assertThatThrownBy(() -> cpuComesUp("telepathy")).hasMessageContaining("\"flush after the lock\"");
        assertThatThrownBy(() -> rtDown("telepathy", "A")).hasMessageContaining("three-point plan");
        assertThatThrownBy(() -> rtDown("rework", "Z")).hasMessageContaining("B: takes a lock");
        assertThatThrownBy(() -> hotplugLock("telepathy")).hasMessageContaining("counts per CPU");
    }

    @Test void a_soak_that_can_fail_fails_and_the_other_bounds_what_is_left() {
        Soak buggy = cpuComesUp("asynchronous").soak(500, seed(1));
        Soak mended = cpuComesUp("flush after the lock").soak(500, seed(1));

        assertThat(buggy.failed()).isGreaterThan(100);
        assertThat(mended.failed()).isZero();
        assertThat(mended.toString()).contains("fewer than 6.0e-03").contains("No proof");
    }

    @Test void a_cpu_that_goes_is_asked_about_consistency() {
        assertThat(cpuGoesDown("asynchronous").explore(bounds().shortest()).isViolated()).isTrue();
        assertThat(cpuGoesDown("flush after the lock").explore().holds()).isTrue();
        assertThat(cpuComesUp("the caller flushes").askingConsistency().count().holds()).isFalse();
    }

    @Test void the_window_is_closed_where_the_operation_waits() {
        Windows open = cpuComesUp("asynchronous").windows(300, seed(1));
        Windows closed = cpuComesUp("flush after the lock").windows(300, seed(1));
        Chart chart = Windows.failures(open, closed, cpuComesUp("the caller flushes").windows(300, seed(1)));

        assertThat(open.toString()).contains("300 cycles");
        assertThat(closed.ns()).containsOnly(0);
        assertThat(open.histogram().asSvg()).contains("effective_cpus");
        assertThat(chart.asSvg()).contains("flush after the lock / the caller flushes");
    }

    @Test void designs_and_scenarios_make_a_table_and_a_picture() {
        Table table = rtTable();
        Matrix matrix = rtMatrix();

        assertThat(table.rowCount()).isEqualTo(20);
        assertThat(table.longColumn("failing").asList()).contains(11L);
        assertThat(matrix.asText()).contains("11 of 566, deadlock, derived", "(C is derived, not reported upstream)");
        assertThat(table.stringColumn("what goes wrong").asList()).filteredOn(wrong -> wrong.endsWith("(derived, not reported upstream)")).isNotEmpty();
        assertThat(matrix.asSvg()).contains("16 of 53").contains("pinned offline");
        assertThat(cpusets().rowCount()).isEqualTo(12);
    }

    @Test void readers_of_the_hotplug_lock_are_measured_with_a_writer_and_without() {
        LockRun with = hotplugLock("counts per CPU").readers(2).simulate(seed(1), millis(60));
        LockRun without = hotplugLock("counts per CPU").readers(2).writers(0).simulate(seed(1), millis(60));

        assertThat(LockRun.readLatency(with, without).asText()).contains("2 readers, 1 writer").contains("2 readers, 0 writers");
        assertThat(with.latencies().max()).isGreaterThan(millis(1).count());
        assertThat(without.latencies().max()).isLessThan(1000);
        assertThat(with.slowPath().asSvg()).contains("slow path");
        assertThat(hotplugLock("counts per CPU").readers(1).nesting().explore().isViolated()).isTrue();
    }
}
