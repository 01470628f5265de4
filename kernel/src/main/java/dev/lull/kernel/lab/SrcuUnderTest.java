package dev.lull.kernel.lab;

import dev.lull.engine.linux.srcu.InitVariant;
import dev.lull.engine.linux.srcu.Srcu;
import dev.lull.engine.linux.srcu.SrcuFix;
import dev.lull.engine.linux.srcu.SrcuScenario;
import dev.lull.engine.linux.srcu.Throttle;
import dev.lull.kernel.lab.chart.Chart;

import java.util.Arrays;
import java.util.Locale;

/** An SRCU to try things on. Immutable: each setting returns another one. */
public final class SrcuUnderTest {
    private final Srcu srcu;

    SrcuUnderTest(Srcu srcu) {
        this.srcu = srcu;
    }

    /** Possible CPUs. */
    public SrcuUnderTest cpus(int count) {
        return new SrcuUnderTest(srcu.cpus(count));
    }

    /** CONFIG_HZ: 100, 250, 300 or 1000. */
    public SrcuUnderTest hz(int perSecond) {
        return new SrcuUnderTest(srcu.hz(perSecond));
    }

    /** A domain in memory of the caller's, for init_srcu_struct(); otherwise it is static. */
    public SrcuUnderTest dynamic() {
        return new SrcuUnderTest(srcu.kind(Srcu.Kind.DYNAMIC));
    }

    /** When the domain gets its tree, {@code srcutree.convert_to_big}: "none", "init" or "contend". */
    public SrcuUnderTest sizing(String when) {
        return new SrcuUnderTest(srcu.sizing(named("sizing", Srcu.Sizing.values(), when)));
    }

    /** How expedited grace periods are kept from polling for ever: "V518", "LIMIT1", "LIMIT3" or "JIFFY". */
    public SrcuUnderTest throttle(String rule) {
        return new SrcuUnderTest(srcu.throttle(named("throttle", Throttle.values(), rule)));
    }

    /** How it goes when an allocation fails, "I0" to "I6": the variants of the decision table. */
    public SrcuUnderTest init(String variant) {
        return new SrcuUnderTest(srcu.init(named("init", InitVariant.values(), variant)));
    }

    private static <E extends Enum<E>> E named(String word, E[] all, String name) {
        for (E one : all) if (one.name().equalsIgnoreCase(name)) return one;
        throw new IllegalArgumentException(word + "(\"" + name + "\"): there are " + String.join(", ", Arrays.stream(all).map(one -> '"' + one.name().toLowerCase(Locale.ROOT) + '"').toList()) + ".");
    }

    /** {@code rcutree.rcu_fanout_leaf=}: CPUs below one leaf of the tree. */
    public SrcuUnderTest fanoutLeaf(int cpus) {
        return new SrcuUnderTest(srcu.fanoutLeaf(cpus));
    }

    /** {@code srcutree.exp_holdoff=}, nanoseconds; 0, and no grace period is expedited by itself. */
    public SrcuUnderTest expHoldoff(int nanos) {
        return new SrcuUnderTest(srcu.expHoldoff(nanos));
    }

    /** {@code srcutree.srcu_max_nodelay_phase=}. */
    public SrcuUnderTest maxNodelayPhase(int polls) {
        return new SrcuUnderTest(srcu.maxNodelayPhase(polls));
    }

    /** With a change applied: {@code with(srcuFix("snapshot before advance"))}. */
    public SrcuUnderTest with(SrcuFix fix) {
        return new SrcuUnderTest(srcu.with(fix));
    }

    /** With a change, or a part of the algorithm, left out. */
    public SrcuUnderTest without(SrcuFix fix) {
        return new SrcuUnderTest(srcu.without(fix));
    }

    /** The settings, as data. */
    public Srcu settings() {
        return srcu;
    }

    /** A question to this SRCU: give it load, then explore, simulate or play. */
    public SrcuExperiment scenario(String title) {
        return new SrcuExperiment(SrcuScenario.of(title, srcu));
    }

    /** What the worker spends awake for a look at one bank and for a whole grace period, by the number of possible CPUs, 1 to 1024: a timed run for each. */
    public Chart scanCost(Seed seed) {
        return SrcuSweeps.scanCost(this, seed);
    }

    /** How long grace periods take, normal and expedited, by how long readers stay, 10 µs to 100 ms: a timed run for each point. */
    public Chart latencyByReaders(Seed seed) {
        return SrcuSweeps.readerLength(this, seed);
    }

    @Override public String toString() {
        return srcu.describe();
    }
}
