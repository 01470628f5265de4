package dev.lull.engine.linux;

import dev.lull.engine.time.Hz;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * A Linux to be modelled: version, CPUs, boot parameters and tunables under their kernel names. Immutable; a setter
 * returns a changed copy, and a wrong value is refused there.
 */
public final class Linux {
    private final KernelVersion version;
    private final EnumSet<Fix> fixes;
    private final int cpus;
    private final Hz hz;
    private final BitSet nocbs;
    private final int gpStride;                 // 0: the kernel's default
    private final int nobypassLim;              // -1: the kernel's default
    private final int qhimark;
    private final int fanoutLeaf;

    private Linux(KernelVersion version, EnumSet<Fix> fixes, int cpus, Hz hz, BitSet nocbs, int gpStride, int nobypassLim,
            int qhimark, int fanoutLeaf) {
        this.version = version;
        this.fixes = fixes;
        this.cpus = cpus;
        this.hz = hz;
        this.nocbs = nocbs;
        this.gpStride = gpStride;
        this.nobypassLim = nobypassLim;
        this.qhimark = qhimark;
        this.fanoutLeaf = fanoutLeaf;
    }

    /** A machine of four CPUs, all offloaded, HZ 250, with that kernel's own defaults. */
    public static Linux version(String number) {
        KernelVersion version = KernelVersion.of(number);
        BitSet all = new BitSet();
        all.set(0, 4);
        return new Linux(version, copy(version.fixes()), 4, Hz.HZ_250, all, 0, -1, 10_000, 16);
    }

    private static EnumSet<Fix> copy(Set<Fix> fixes) {
        EnumSet<Fix> copy = EnumSet.noneOf(Fix.class);
        copy.addAll(fixes);
        return copy;
    }

    /** CPUs, all of them offloaded until {@link #rcuNocbs} says otherwise. At most 1024. */
    public Linux cpus(int count) {
        if (count < 1 || count > 1024) throw new IllegalArgumentException("cpus(" + count + "): a machine here has 1 to 1024 CPUs");
        BitSet all = new BitSet();
        all.set(0, count);
        return new Linux(version, fixes, count, hz, all, gpStride, nobypassLim, qhimark, fanoutLeaf);
    }

    /** CONFIG_HZ: 100, 250, 300 or 1000. */
    public Linux hz(int perSecond) {
        return new Linux(version, fixes, cpus, Hz.of(perSecond), nocbs, gpStride, nobypassLim, qhimark, fanoutLeaf);
    }

    /** {@code rcu_nocbs=}: CPUs whose callbacks are offloaded, as a list such as {@code "0-3"} or {@code "all"}. */
    public Linux rcuNocbs(String list) {
        return new Linux(version, fixes, cpus, hz, CpuList.parse("rcuNocbs", list, cpus), gpStride, nobypassLim, qhimark, fanoutLeaf);
    }

    /** {@code rcutree.rcu_nocb_gp_stride=}: CPUs that share one rcuog kthread. */
    public Linux gpStride(int cpusPerGroup) {
        if (cpusPerGroup < 1) throw new IllegalArgumentException("gpStride(" + cpusPerGroup + "): a group has at least one CPU");
        return new Linux(version, fixes, cpus, hz, nocbs, cpusPerGroup, nobypassLim, qhimark, fanoutLeaf);
    }

    /** {@code rcutree.nocb_nobypass_lim_per_jiffy=}: direct enqueues a jiffy before the bypass list is used. */
    public Linux nobypassLim(int callbacks) {
        if (callbacks < 0) throw new IllegalArgumentException("nobypassLim(" + callbacks + "): a limit is 0 or more callbacks a jiffy");
        return new Linux(version, fixes, cpus, hz, nocbs, gpStride, callbacks, qhimark, fanoutLeaf);
    }

    /** {@code rcutree.qhimark=}: callbacks above which a CPU counts as overloaded. */
    public Linux qhimark(int callbacks) {
        if (callbacks < 1) throw new IllegalArgumentException("qhimark(" + callbacks + "): at least one callback");
        return new Linux(version, fixes, cpus, hz, nocbs, gpStride, nobypassLim, callbacks, fanoutLeaf);
    }

    /** {@code rcutree.rcu_fanout_leaf=}: CPUs below one leaf rcu_node, 2 to 64. */
    public Linux fanoutLeaf(int cpusPerLeaf) {
        if (cpusPerLeaf < 2 || cpusPerLeaf > 64) throw new IllegalArgumentException("fanoutLeaf(" + cpusPerLeaf + "): a leaf rcu_node has 2 to 64 CPUs");
        return new Linux(version, fixes, cpus, hz, nocbs, gpStride, nobypassLim, qhimark, cpusPerLeaf);
    }

    /** This kernel with {@code fix} applied. */
    public Linux with(Fix fix) {
        EnumSet<Fix> more = copy(fixes);
        more.add(fix);
        if (fix == Fix.NOCB_TIMER_UNIFIED) more.add(Fix.NOCB_TIMER_REQUEUE);        // the later series builds on it
        return new Linux(version, more, cpus, hz, nocbs, gpStride, nobypassLim, qhimark, fanoutLeaf);
    }

    /** This kernel with {@code fix} reverted. */
    public Linux without(Fix fix) {
        if (fix == Fix.NOCB_TIMER_REQUEUE && has(Fix.NOCB_TIMER_UNIFIED)) {
            throw new IllegalArgumentException("the unified timer of v5.14 has no requeue to leave out; start from linux(\"5.13\")");
        }
        EnumSet<Fix> fewer = copy(fixes);
        fewer.remove(fix);
        return new Linux(version, fewer, cpus, hz, nocbs, gpStride, nobypassLim, qhimark, fanoutLeaf);
    }

    public KernelVersion version() {
        return version;
    }

    public boolean has(Fix fix) {
        return fixes.contains(fix);
    }

    public int cpus() {
        return cpus;
    }

    public Hz hz() {
        return hz;
    }

    /** Offloaded CPUs. */
    public BitSet nocbs() {
        return (BitSet) nocbs.clone();
    }

    public boolean isOffloaded(int cpu) {
        return nocbs.get(cpu);
    }

    /** CPUs a group; by default nr_cpus divided by its integer square root, as rcu_organize_nocb_kthreads() has it. */
    public int gpStride() {
        return gpStride != 0 ? gpStride : cpus / (int) Math.sqrt(cpus);
    }

    /** Direct enqueues a jiffy; by default 16 a millisecond. */
    public int nobypassLim() {
        return nobypassLim >= 0 ? nobypassLim : 16 * 1000 / hz.perSecond();
    }

    public int qhimark() {
        return qhimark;
    }

    public int fanoutLeaf() {
        return fanoutLeaf;
    }

    /** jiffies_till_first_fqs and jiffies_till_next_fqs: 1 + (HZ&gt;250) + (HZ&gt;500) + nr_cpus/256. */
    public int jiffiesTillFqs() {
        return 1 + (hz.perSecond() > 250 ? 1 : 0) + (hz.perSecond() > 500 ? 1 : 0) + cpus / 256;
    }

    /** One line: what a verdict or a chart was made on. */
    public String describe() {
        StringBuilder extra = new StringBuilder();
        for (Fix fix : Fix.values()) {
            boolean own = version.fixes().contains(fix);
            if (has(fix) != own) extra.append(has(fix) ? " with " : " without ").append('"').append(fix.title()).append('"');
        }
        return "Linux " + version.number() + extra + ", " + cpus + (cpus == 1 ? " CPU" : " CPUs") + ", HZ=" + hz.perSecond()
                + ", rcu_nocbs=" + CpuList.write(nocbs) + ", nobypass_lim=" + nobypassLim();
    }

    @Override public String toString() {
        return describe();
    }

    @Override public boolean equals(Object other) {
        return other instanceof Linux that && version == that.version && fixes.equals(that.fixes) && cpus == that.cpus
                && hz == that.hz && nocbs.equals(that.nocbs) && gpStride == that.gpStride && nobypassLim == that.nobypassLim
                && qhimark == that.qhimark && fanoutLeaf == that.fanoutLeaf;
    }

    @Override public int hashCode() {
        return version.ordinal() * 31 + cpus;
    }
}
