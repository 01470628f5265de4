package dev.lull.engine.linux;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinuxTest {
    @Test void every_version_has_all_that_the_one_before_had() {
        KernelVersion[] versions = KernelVersion.values();
        for (int i = 1; i < versions.length; i++) assertThat(versions[i].fixes()).containsAll(versions[i - 1].fixes());
    }

    @Test void every_version_has_what_its_fixes_build_on() {
        for (KernelVersion version : KernelVersion.values()) {
            for (Fix fix : version.fixes()) assertThat(version.fixes()).containsAll(fix.withAllItNeeds());
        }
    }

    @Test void a_fix_brings_along_what_it_builds_on() {
        Linux linux = Linux.version("5.12").with(Fix.NOCB_TIMER_UNIFIED);

        assertThat(linux.has(Fix.NOCB_TIMER_REQUEUE)).isTrue();
        assertThat(linux.describe()).startsWith("Linux 5.12 with \"nocb_timer requeue\" with \"nocb_timer unified\", 4 CPUs");
    }

    @Test void a_fix_that_another_builds_on_cannot_be_left_out() {
        assertThatThrownBy(() -> Linux.version("5.14").without(Fix.NOCB_TIMER_REQUEUE))
                .hasMessageContaining("\"nocb_timer unified\" builds on it");
    }

    @ParameterizedTest @CsvSource({
            "100, 160, 1", "250, 64, 1", "300, 53, 2", "1000, 16, 3"})
    void defaults_follow_hz_as_the_kernels_do(int hz, int limit, int fqs) {
        Linux linux = Linux.version("6.1").hz(hz);

        assertThat(linux.nobypassLim()).isEqualTo(limit);
        assertThat(linux.jiffiesTillFqs()).isEqualTo(fqs);
    }

    @ParameterizedTest @CsvSource({"4, 2", "8, 4", "16, 4", "64, 8", "1, 1"})
    void groups_are_as_large_as_rcu_organize_nocb_kthreads_makes_them(int cpus, int stride) {
        assertThat(Linux.version("6.1").cpus(cpus).gpStride()).isEqualTo(stride);
    }

    @Test void qovld_is_twice_qhimark_unless_it_is_set() {
        assertThat(Linux.version("6.1").tune("qhimark", 50).get(Tunable.QOVLD)).isEqualTo(100);
    }

    @ParameterizedTest @CsvSource({
            "rcu_fanout_leaf, 1", "rcu_fanout_leaf, 65", "jiffies_till_first_fqs, 251", "jiffies_till_next_fqs, 0",
            "rcu_resched_ns, 999999", "rcu_cpu_stall_timeout, 2", "blimit, 0"})
    void what_the_kernel_would_bring_back_into_its_limits_is_refused(String parameter, long value) {
        assertThatThrownBy(() -> Linux.version("6.1").tune("rcutree." + parameter, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parameter + " counts").hasMessageContaining("the kernel takes");
    }

    @Test void an_unknown_parameter_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> Linux.version("6.1").tune("rcutree.qhimrk", 3)).hasMessageContaining("It has blimit, qhimark");
    }

    @ParameterizedTest @CsvSource({"100, 1000", "250, 2500", "1000, 10000"})
    void lazy_callbacks_wait_for_ten_seconds_unless_told_otherwise(int hz, long jiffies) {
        assertThat(Linux.version("6.2").hz(hz).lazyFlush()).isEqualTo(jiffies);
        assertThat(Linux.version("6.2").rcuLazy().tune("jiffies_lazy_flush", 100).lazyFlush()).isEqualTo(100);
    }

    @ParameterizedTest @CsvSource({"rcu_nocb_poll, 2", "enable_rcu_lazy, 2", "jiffies_lazy_flush, -1", "nocb_nobypass_lim_per_jiffy, -1", "rcu_nocb_gp_stride, 0"})
    void what_offloading_is_told_is_held_to_the_kernels_limits(String parameter, long value) {
        assertThatThrownBy(() -> Linux.version("6.12").tune("rcutree." + parameter, value)).hasMessageContaining(parameter + " counts");
    }

    @Test void a_parameter_that_came_later_is_refused() {
        assertThatThrownBy(() -> Linux.version("5.18").tune("jiffies_lazy_flush", 100)).hasMessageContaining("means nothing to 5.18").hasMessageContaining("6.2");
    }

    @Test void hz_is_refused_when_a_parameter_would_fall_outside_its_limits() {
        Linux slow = Linux.version("6.1").hz(1000).tune("jiffies_till_first_fqs", 400);

        assertThatThrownBy(() -> slow.hz(250)).hasMessageContaining("jiffies_till_first_fqs counts jiffies, at most a second");
    }

    @Test void what_is_tuned_is_said() {
        assertThat(Linux.version("6.1").cpus(1).tune("rcutree.blimit", 30).tune("qlowmark", 100).describe())
                .isEqualTo("Linux 6.1, 1 CPU, HZ=250, rcu_nocbs=0, nobypass_lim=64, blimit=30");
    }
}
