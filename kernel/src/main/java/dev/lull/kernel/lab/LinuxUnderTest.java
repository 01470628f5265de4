package dev.lull.kernel.lab;

import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Script;
import dev.lull.engine.scenario.Scenario;

/** A Linux to try things on. Immutable: each setting returns another one. */
public final class LinuxUnderTest {
    private final Linux linux;

    LinuxUnderTest(Linux linux) {
        this.linux = linux;
    }

    /** CPUs, all of them offloaded until {@link #rcuNocbs} says otherwise. */
    public LinuxUnderTest cpus(int count) {
        return new LinuxUnderTest(linux.cpus(count));
    }

    /** CONFIG_HZ: 100, 250, 300 or 1000. */
    public LinuxUnderTest hz(int perSecond) {
        return new LinuxUnderTest(linux.hz(perSecond));
    }

    /** {@code rcu_nocbs=}, a CPU list such as {@code "0-3"}. */
    public LinuxUnderTest rcuNocbs(String list) {
        return new LinuxUnderTest(linux.rcuNocbs(list));
    }

    /** {@code nohz_full=}, a CPU list: their tick stops while they run one task. They are offloaded, too. */
    public LinuxUnderTest nohzFull(String list) {
        return new LinuxUnderTest(linux.nohzFull(list));
    }

    /** {@code rcutree.rcu_nocb_gp_stride=}: CPUs that share one rcuog. */
    public LinuxUnderTest gpStride(int cpusPerGroup) {
        return new LinuxUnderTest(linux.gpStride(cpusPerGroup));
    }

    /** {@code rcutree.nocb_nobypass_lim_per_jiffy=}: direct enqueues a jiffy before the bypass list is used. */
    public LinuxUnderTest nobypassLim(int callbacks) {
        return new LinuxUnderTest(linux.nobypassLim(callbacks));
    }

    /** {@code rcutree.qhimark=}. */
    public LinuxUnderTest qhimark(int callbacks) {
        return new LinuxUnderTest(linux.qhimark(callbacks));
    }

    /** CONFIG_RCU_LAZY=y: call_rcu() is lazy, call_rcu_hurry() is not. From 6.2 on. */
    public LinuxUnderTest rcuLazy() {
        return new LinuxUnderTest(linux.rcuLazy());
    }

    /**
     * The hotplug lock step by step, {@code "count under a mutex"}, {@code "counts per CPU"} or {@code "pin per CPU"}, where CPUs come
     * and go or their offloading changes; without this each of its functions is one step.
     */
    public LinuxUnderTest hotplugLock(String form) {
        return new LinuxUnderTest(linux.hotplugLock(form));
    }

    /** {@code rcu_nocb_poll}: rcuog looks for callbacks each jiffy, and nobody wakes it. */
    public LinuxUnderTest rcuNocbPoll() {
        return new LinuxUnderTest(linux.rcuNocbPoll());
    }

    /** {@code rcutree.rcu_fanout_leaf=}. */
    public LinuxUnderTest fanoutLeaf(int cpusPerLeaf) {
        return new LinuxUnderTest(linux.fanoutLeaf(cpusPerLeaf));
    }

    /** Any other boot parameter, by its kernel name: {@code tune("rcutree.blimit", 30)}. */
    public LinuxUnderTest tune(String parameter, long value) {
        return new LinuxUnderTest(linux.tune(parameter, value));
    }

    /** With a fix applied: {@code with(fix("nocb_timer requeue"))}. */
    public LinuxUnderTest with(Fix fix) {
        return new LinuxUnderTest(linux.with(fix));
    }

    /** With a fix reverted. */
    public LinuxUnderTest without(Fix fix) {
        return new LinuxUnderTest(linux.without(fix));
    }

    /** The settings, as data. */
    public Linux settings() {
        return linux;
    }

    /** A question to this Linux: give it load, then explore or simulate. */
    public Experiment scenario(String title) {
        return new Experiment(Scenario.of(title, linux));
    }

    /** The numbered steps of a mail, to be played on this Linux. */
    public MailScript script(String title) {
        return new MailScript(Script.on(linux, title));
    }

    @Override public String toString() {
        return linux.describe();
    }
}
