package dev.lull.engine.linux;

import dev.lull.engine.time.Hz;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

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
    private final BitSet nohzFull;
    private final EnumMap<Tunable, Long> tuned;         // the others have the kernel's default
    private final HotplugLockForm hotplugLock;

    private Linux(KernelVersion version, EnumSet<Fix> fixes, int cpus, Hz hz, BitSet nocbs, BitSet nohzFull, EnumMap<Tunable, Long> tuned,
                  HotplugLockForm hotplugLock) {
        this.version = version;
        this.fixes = fixes;
        this.cpus = cpus;
        this.hz = hz;
        this.nocbs = nocbs;
        this.nohzFull = nohzFull;
        this.tuned = tuned;
        this.hotplugLock = hotplugLock;
    }

    /** A machine of four CPUs, all offloaded, HZ 250, with that kernel's own defaults. */
    public static Linux version(String number) {
        KernelVersion version = KernelVersion.of(number);
        EnumSet<Fix> fixes = EnumSet.noneOf(Fix.class);
        fixes.addAll(version.fixes());
        return new Linux(version, fixes, 4, Hz.HZ_250, first(4), new BitSet(), new EnumMap<>(Tunable.class), HotplugLockForm.ONE_STEP);
    }

    private static BitSet first(int count) {
        BitSet all = new BitSet();
        all.set(0, count);
        return all;
    }

    /** CPUs, all of them offloaded until {@link #rcuNocbs} says otherwise. At most 8192, as many as distributions build for. */
    public Linux cpus(int count) {
        if (count < 1 || count > 8192) throw new IllegalArgumentException("cpus(" + count + "): a machine here has 1 to 8192 CPUs");
        return new Linux(version, fixes, count, hz, first(count), new BitSet(), tuned, hotplugLock);
    }

    /** CONFIG_HZ: 100, 250, 300 or 1000. */
    public Linux hz(int perSecond) {
        Hz other = Hz.of(perSecond);
        for (Map.Entry<Tunable, Long> own : tuned.entrySet()) {
            own.getKey().check("hz(" + perSecond + ") with " + own.getKey().parameter() + "=" + own.getValue(), own.getValue(), perSecond);
        }
        return new Linux(version, fixes, cpus, other, nocbs, nohzFull, tuned, hotplugLock);
    }

    /** {@code rcu_nocbs=}: CPUs whose callbacks are offloaded, as a list such as {@code "0-3"} or {@code "all"}. */
    public Linux rcuNocbs(String list) {
        BitSet named = CpuList.parse("rcuNocbs", list, cpus);
        named.or(nohzFull);
        return new Linux(version, fixes, cpus, hz, named, nohzFull, tuned, hotplugLock);
    }

    /** {@code nohz_full=}: CPUs whose tick stops while they run one task. They are offloaded, too, whatever {@link #rcuNocbs} says. */
    public Linux nohzFull(String list) {
        BitSet named = CpuList.parse("nohzFull", list, cpus);
        BitSet offloaded = nocbs();
        offloaded.or(named);
        return new Linux(version, fixes, cpus, hz, offloaded, named, tuned, hotplugLock);
    }

    /** {@code rcutree.rcu_nocb_gp_stride=}: CPUs that share one rcuog kthread. */
    public Linux gpStride(int cpusPerGroup) {
        return tune("gpStride(" + cpusPerGroup + ")", Tunable.RCU_NOCB_GP_STRIDE, cpusPerGroup);
    }

    /** {@code rcutree.nocb_nobypass_lim_per_jiffy=}: direct enqueues a jiffy before the bypass list is used. */
    public Linux nobypassLim(int callbacks) {
        return tune("nobypassLim(" + callbacks + ")", Tunable.NOCB_NOBYPASS_LIM_PER_JIFFY, callbacks);
    }

    /** {@code rcutree.qhimark=}: callbacks above which a CPU counts as overloaded. */
    public Linux qhimark(int callbacks) {
        return tune("qhimark(" + callbacks + ")", Tunable.QHIMARK, callbacks);
    }

    /** CONFIG_RCU_LAZY=y: call_rcu() on offloaded CPUs is lazy, call_rcu_hurry() is not. */
    public Linux rcuLazy() {
        return tune("rcuLazy()", Tunable.ENABLE_RCU_LAZY, 1);
    }

    /** {@code rcu_nocb_poll}: rcuog looks for callbacks each jiffy, and nobody wakes it. */
    public Linux rcuNocbPoll() {
        return tune("rcuNocbPoll()", Tunable.RCU_NOCB_POLL, 1);
    }

    /** {@code rcutree.rcu_fanout_leaf=}: CPUs below one leaf rcu_node, 2 to 64. */
    public Linux fanoutLeaf(int cpusPerLeaf) {
        return tune("fanoutLeaf(" + cpusPerLeaf + ")", Tunable.RCU_FANOUT_LEAF, cpusPerLeaf);
    }

    /**
     * The form of the hotplug lock that CPUs come and go under: {@code "count under a mutex"}, {@code "counts per CPU"} or {@code "pin
     * per CPU"}, step by step; without this, one step for each of its functions. Any kernel here can be given any form.
     */
    public Linux hotplugLock(String form) {
        return new Linux(version, fixes, cpus, hz, nocbs, nohzFull, tuned, HotplugLockForm.named(form));
    }

    /** Any boot parameter of {@link Tunable}, by its kernel name: {@code tune("rcutree.blimit", 30)}. */
    public Linux tune(String parameter, long value) {
        return tune("tune(\"" + parameter + "\", " + value + ")", Tunable.named(parameter), value);
    }

    private Linux tune(String asked, Tunable tunable, long value) {
        tunable.check(asked, value, hz.perSecond());
        if (tunable.needs() != null && !has(tunable.needs())) {
            throw new IllegalArgumentException(asked + ": " + tunable.parameter() + " means nothing to " + version.number() + ", which lacks \"" + tunable.needs().title()
                    + "\" (" + tunable.needs().subject() + "). Start from a version that has it, 6.2 for one.");
        }
        EnumMap<Tunable, Long> more = new EnumMap<>(tuned);
        more.put(tunable, value);
        return new Linux(version, fixes, cpus, hz, nocbs, nohzFull, more, hotplugLock);
    }

    /** This kernel with {@code fix} applied, and with what it builds on. */
    public Linux with(Fix fix) {
        EnumSet<Fix> more = EnumSet.copyOf(fix.withAllItNeeds());
        more.addAll(fixes);
        return new Linux(version, more, cpus, hz, nocbs, nohzFull, tuned, hotplugLock);
    }

    /** This kernel with {@code fix} reverted; refused while something in it builds on that fix. */
    public Linux without(Fix fix) {
        for (Fix other : fixes) {
            if (other != fix && other.withAllItNeeds().contains(fix)) {
                throw new IllegalArgumentException("without(\"" + fix.title() + "\"): \"" + other.title() + "\" builds on it. Leave that out first, or start"
                        + " from an older version.");
            }
        }
        EnumSet<Fix> fewer = EnumSet.copyOf(fixes);
        fewer.remove(fix);
        return new Linux(version, fewer, cpus, hz, nocbs, nohzFull, tuned, hotplugLock);
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

    /** How the hotplug lock is made. */
    public HotplugLockForm hotplugLock() {
        return hotplugLock;
    }

    /** Offloaded CPUs. */
    public BitSet nocbs() {
        return (BitSet) nocbs.clone();
    }

    public boolean isOffloaded(int cpu) {
        return nocbs.get(cpu);
    }

    /** nohz_full CPUs. */
    public BitSet nohzFull() {
        return (BitSet) nohzFull.clone();
    }

    /** Whether a CPU's tick stops while it runs one task. */
    public boolean isNohzFull(int cpu) {
        return nohzFull.get(cpu);
    }

    /** A boot parameter's value: as set, or the kernel's default. */
    public long get(Tunable tunable) {
        Long own = tuned.get(tunable);
        return own != null ? own : tunable.defaultOn(this);
    }

    /** Whether a boot parameter has another value than the kernel's default. */
    public boolean isTuned(Tunable tunable) {
        return get(tunable) != tunable.defaultOn(this);
    }

    /** CPUs a group; by default nr_cpus divided by its integer square root, as rcu_organize_nocb_kthreads() has it. */
    public int gpStride() {
        return (int) get(Tunable.RCU_NOCB_GP_STRIDE);
    }

    /** Direct enqueues a jiffy; by default 16 a millisecond. */
    public int nobypassLim() {
        return (int) get(Tunable.NOCB_NOBYPASS_LIM_PER_JIFFY);
    }

    public int qhimark() {
        return (int) get(Tunable.QHIMARK);
    }

    public int fanoutLeaf() {
        return (int) get(Tunable.RCU_FANOUT_LEAF);
    }

    /** Whether call_rcu() is lazy. */
    public boolean isLazy() {
        return has(Fix.LAZY) && get(Tunable.ENABLE_RCU_LAZY) == 1;
    }

    /** jiffies_lazy_flush. */
    public long lazyFlush() {
        return get(Tunable.JIFFIES_LAZY_FLUSH);
    }

    /** Whether rcuog polls. */
    public boolean polls() {
        return get(Tunable.RCU_NOCB_POLL) == 1;
    }

    /** jiffies_till_first_fqs. */
    public int jiffiesTillFqs() {
        return (int) get(Tunable.JIFFIES_TILL_FIRST_FQS);
    }

    /** One line: what a verdict or a chart was made on. */
    public String describe() {
        StringBuilder out = new StringBuilder("Linux ").append(version.number());
        for (Fix fix : Fix.values()) {
            if (has(fix) != version.fixes().contains(fix)) out.append(has(fix) ? " with " : " without ").append('"').append(fix.title()).append('"');
        }
        out.append(", ").append(cpus).append(cpus == 1 ? " CPU" : " CPUs").append(", HZ=").append(hz.perSecond())
                .append(", rcu_nocbs=").append(CpuList.write(nocbs)).append(nohzFull.isEmpty() ? "" : ", nohz_full=" + CpuList.write(nohzFull)).append(", nobypass_lim=").append(nobypassLim());
        for (Tunable tunable : Tunable.values()) {
            boolean said = tunable == Tunable.NOCB_NOBYPASS_LIM_PER_JIFFY || tunable == Tunable.RCU_NOCB_GP_STRIDE;
            if (!said && isTuned(tunable)) out.append(", ").append(tunable.parameter()).append('=').append(get(tunable));
        }
        if (hotplugLock != HotplugLockForm.ONE_STEP) out.append(", hotplug lock: ").append(hotplugLock.says());
        return out.toString();
    }

    @Override public String toString() {
        return describe();
    }

    @Override public boolean equals(Object other) {
        return other instanceof Linux that && version == that.version && fixes.equals(that.fixes) && cpus == that.cpus
                && hz == that.hz && nocbs.equals(that.nocbs) && nohzFull.equals(that.nohzFull) && tuned.equals(that.tuned) && hotplugLock == that.hotplugLock;
    }

    @Override public int hashCode() {
        return version.ordinal() * 31 + cpus;
    }
}
