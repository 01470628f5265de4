package dev.lull.engine.linux.srcu;

import dev.lull.engine.time.Hz;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * An SRCU to be modelled: version, CPUs, how its domain is declared, and its parameters under their kernel names. Immutable; a
 * setter returns a changed copy, and a wrong value is refused there.
 */
public final class Srcu {
    private final SrcuVersion version;
    private final EnumSet<SrcuFix> fixes;
    private final InitVariant init;
    private final Throttle throttle;
    private final Kind kind;
    private final Sizing sizing;
    private final int cpus;
    private final Hz hz;
    private final Tuned tuned;

    /** How the domain is declared. */
    public enum Kind {
        /** DEFINE_STATIC_SRCU(): set up where it is first used by an updater. */
        STATIC,
        /** init_srcu_struct(), in memory of the caller's. */
        DYNAMIC,
        /** SRCU_NOTIFIER_INIT(): a static one that a macro of its own puts together. */
        NOTIFIER,
        /** DEFINE_SRCU() in a module: static, with its per-CPU part allocated while the module loads. */
        MODULE;

        /** Whether it is set up where it is first used. */
        public boolean isStatic() {
            return this != DYNAMIC;
        }
    }

    /** {@code srcutree.convert_to_big}: when a domain gets its tree. */
    public enum Sizing {
        /** 0: never. */
        NONE,
        /** 1: when it is set up. */
        INIT,
        /** 0x10: when its locks are contended. */
        CONTEND
    }

    /**
     * Parameters.
     *
     * @param fanoutLeaf         {@code rcutree.rcu_fanout_leaf}: CPUs below one leaf
     * @param maxNodelayPhase    {@code srcutree.srcu_max_nodelay_phase}: polls without a delay in each phase; 0 for the kernel's default
     * @param maxNodelay         {@code srcutree.srcu_max_nodelay}: reschedules without a delay in one jiffy; 0 for the default
     * @param retryCheckDelayUs  {@code srcutree.srcu_retry_check_delay}: microseconds between two polls
     * @param expHoldoffNs       {@code srcutree.exp_holdoff}: younger domains are not expedited by themselves
     * @param smallContentionLim {@code srcutree.small_contention_lim}: lock retries in a jiffy before a domain gets its tree
     */
    record Tuned(int fanoutLeaf, int maxNodelayPhase, int maxNodelay, int retryCheckDelayUs, long expHoldoffNs, int smallContentionLim) { }

    private Srcu(SrcuVersion version, EnumSet<SrcuFix> fixes, InitVariant init, Throttle throttle, Kind kind, Sizing sizing, int cpus, Hz hz, Tuned tuned) {
        this.version = version;
        this.fixes = fixes;
        this.init = init;
        this.throttle = throttle;
        this.kind = kind;
        this.sizing = sizing;
        this.cpus = cpus;
        this.hz = hz;
        this.tuned = tuned;
    }

    /** A static domain on two CPUs, HZ=250, without a tree. */
    public static Srcu version(String number) {
        SrcuVersion version = SrcuVersion.of(number);
        return new Srcu(version, EnumSet.copyOf(version.fixes()), version.init(), Throttle.JIFFY, Kind.STATIC, Sizing.NONE, 2, Hz.HZ_250,
                new Tuned(16, 0, 0, 5, 25_000, 100));
    }

    /** Possible CPUs, 1 to 1024: the scans go over all of them, whether or not they are online. */
    public Srcu cpus(int count) {
        if (count < 1 || count > 1024) throw new IllegalArgumentException("cpus(" + count + "): SRCU's model has 1 to 1024 possible CPUs");
        return new Srcu(version, fixes, init, throttle, kind, sizing, count, hz, tuned);
    }

    /** CONFIG_HZ: 100, 250, 300 or 1000. */
    public Srcu hz(int perSecond) {
        return new Srcu(version, fixes, init, throttle, kind, sizing, cpus, Hz.of(perSecond), tuned);
    }

    /** How the domain is declared. */
    public Srcu kind(Kind other) {
        return new Srcu(version, fixes, init, throttle, other, sizing, cpus, hz, tuned);
    }

    /** When the domain gets its tree. */
    public Srcu sizing(Sizing other) {
        return new Srcu(version, fixes, init, throttle, kind, other, cpus, hz, tuned);
    }

    /** How expedited grace periods are kept from polling for ever. */
    public Srcu throttle(Throttle other) {
        return new Srcu(version, fixes, init, other, kind, sizing, cpus, hz, tuned);
    }

    /** Another way out of initialisation; one of before the split takes the split with it. */
    public Srcu init(InitVariant other) {
        EnumSet<SrcuFix> with = EnumSet.copyOf(fixes);
        if (other.isSplit()) with.add(SrcuFix.SPLIT);
        else with.remove(SrcuFix.SPLIT);
        return new Srcu(version, with, other, throttle, kind, sizing, cpus, hz, tuned);
    }

    /** With a change applied. */
    public Srcu with(SrcuFix fix) {
        EnumSet<SrcuFix> more = EnumSet.copyOf(fixes);
        more.add(fix);
        return new Srcu(version, more, fix == SrcuFix.SPLIT && !init.isSplit() ? InitVariant.I2 : init, throttle, kind, sizing, cpus, hz, tuned);
    }

    /** With a change, or a part of the algorithm, left out. */
    public Srcu without(SrcuFix fix) {
        EnumSet<SrcuFix> fewer = EnumSet.copyOf(fixes);
        fewer.remove(fix);
        return new Srcu(version, fewer, fix == SrcuFix.SPLIT ? InitVariant.I0 : init, throttle, kind, sizing, cpus, hz, tuned);
    }

    /** {@code rcutree.rcu_fanout_leaf=}, 1 to 64; 1 gives each CPU a leaf of its own. */
    public Srcu fanoutLeaf(int cpusPerLeaf) {
        return tuned(new Tuned(range("fanoutLeaf", cpusPerLeaf, 1, 64), tuned.maxNodelayPhase, tuned.maxNodelay, tuned.retryCheckDelayUs, tuned.expHoldoffNs,
                tuned.smallContentionLim));
    }

    /** {@code srcutree.srcu_max_nodelay_phase=}. */
    public Srcu maxNodelayPhase(int polls) {
        return tuned(new Tuned(tuned.fanoutLeaf, range("maxNodelayPhase", polls, 1, 1_000_000), tuned.maxNodelay, tuned.retryCheckDelayUs, tuned.expHoldoffNs,
                tuned.smallContentionLim));
    }

    /** {@code srcutree.srcu_max_nodelay=}. */
    public Srcu maxNodelay(int reschedules) {
        return tuned(new Tuned(tuned.fanoutLeaf, tuned.maxNodelayPhase, range("maxNodelay", reschedules, 1, 1_000_000), tuned.retryCheckDelayUs,
                tuned.expHoldoffNs, tuned.smallContentionLim));
    }

    /** As an exploration takes it: one look and one reschedule without a delay, unless others were asked for, for a search has to go through all. */
    public Srcu exploring() {
        return tuned(new Tuned(tuned.fanoutLeaf, Math.max(1, tuned.maxNodelayPhase), Math.max(1, tuned.maxNodelay), tuned.retryCheckDelayUs, tuned.expHoldoffNs, tuned.smallContentionLim));
    }

    /** {@code srcutree.srcu_retry_check_delay=}, microseconds. */
    public Srcu retryCheckDelay(int micros) {
        return tuned(new Tuned(tuned.fanoutLeaf, tuned.maxNodelayPhase, tuned.maxNodelay, range("retryCheckDelay", micros, 1, 1_000), tuned.expHoldoffNs,
                tuned.smallContentionLim));
    }

    /** {@code srcutree.exp_holdoff=}, nanoseconds; 0 so that nothing is expedited by itself. */
    public Srcu expHoldoff(int nanos) {
        return tuned(new Tuned(tuned.fanoutLeaf, tuned.maxNodelayPhase, tuned.maxNodelay, tuned.retryCheckDelayUs, range("expHoldoff", nanos, 0, Integer.MAX_VALUE),
                tuned.smallContentionLim));
    }

    /** {@code srcutree.small_contention_lim=}. */
    public Srcu smallContentionLim(int retries) {
        return tuned(new Tuned(tuned.fanoutLeaf, tuned.maxNodelayPhase, tuned.maxNodelay, tuned.retryCheckDelayUs, tuned.expHoldoffNs,
                range("smallContentionLim", retries, 0, 1_000_000)));
    }

    private static int range(String asked, int value, int least, int most) {
        if (value < least || value > most) throw new IllegalArgumentException(asked + "(" + value + "): from " + least + " to " + most);
        return value;
    }

    private Srcu tuned(Tuned other) {
        return new Srcu(version, fixes, init, throttle, kind, sizing, cpus, hz, other);
    }

    public SrcuVersion version() {
        return version;
    }

    public boolean has(SrcuFix fix) {
        return fixes.contains(fix);
    }

    /** Whether what updaters use lies in an srcu_usage of its own. */
    public boolean isSplit() {
        return has(SrcuFix.SPLIT);
    }

    public Set<SrcuFix> fixes() {
        return EnumSet.copyOf(fixes);
    }

    public InitVariant init() {
        return init;
    }

    public Throttle throttle() {
        return throttle;
    }

    public Kind kind() {
        return kind;
    }

    public Sizing sizing() {
        return sizing;
    }

    public int cpus() {
        return cpus;
    }

    public Hz hz() {
        return hz;
    }

    public int fanoutLeaf() {
        return tuned.fanoutLeaf;
    }

    /** Polls without a delay in each phase: as set, or what the kernel has for this HZ. */
    public int maxNodelayPhase() {
        if (tuned.maxNodelayPhase > 0) return tuned.maxNodelayPhase;
        return Math.max(3, Math.min(1000, 2_000_000 / hz.perSecond() / tuned.retryCheckDelayUs));
    }

    /** Reschedules without a delay in one jiffy; before the rule of v5.19's end it was always a hundred. */
    public int maxNodelay() {
        if (tuned.maxNodelay > 0) return tuned.maxNodelay;
        return throttle == Throttle.JIFFY ? Math.max(maxNodelayPhase(), 100) : 100;
    }

    /** Microseconds between two polls. */
    public int retryCheckDelay() {
        return tuned.retryCheckDelayUs;
    }

    /** Nanoseconds since the last grace period before a domain counts as idle. */
    public long expHoldoff() {
        return tuned.expHoldoffNs;
    }

    /** Lock retries in a jiffy before a domain gets its tree. */
    public int smallContentionLim() {
        return tuned.smallContentionLim;
    }

    /** One line: what a verdict or a chart was made on. */
    public String describe() {
        StringBuilder out = new StringBuilder("SRCU of Linux ").append(version.number());
        for (SrcuFix fix : SrcuFix.values()) {
            if (has(fix) != version.fixes().contains(fix)) out.append(has(fix) ? " with " : " without ").append('"').append(fix.title()).append('"');
        }
        if (init != version.init()) out.append(", initialised as in ").append(init).append(" (").append(init.title()).append(')');
        out.append(", ").append(kind.name().toLowerCase(Locale.ROOT)).append(" domain, ").append(cpus).append(cpus == 1 ? " CPU" : " CPUs").append(", HZ=")
                .append(hz.perSecond()).append(", sizing ").append(sizing);
        if (throttle != Throttle.JIFFY) out.append(", throttle ").append(throttle);
        if (tuned.maxNodelayPhase > 0) out.append(", srcu_max_nodelay_phase=").append(tuned.maxNodelayPhase);
        if (tuned.maxNodelay > 0) out.append(", srcu_max_nodelay=").append(tuned.maxNodelay);
        return out.toString();
    }

    @Override public String toString() {
        return describe();
    }

    @Override public boolean equals(Object other) {
        return other instanceof Srcu that && version == that.version && fixes.equals(that.fixes) && init == that.init && throttle == that.throttle
                && kind == that.kind && sizing == that.sizing && cpus == that.cpus && hz == that.hz && tuned.equals(that.tuned);
    }

    @Override public int hashCode() {
        return version.ordinal() * 31 + cpus;
    }
}
