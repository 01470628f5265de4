package dev.lull.engine.run;

import dev.lull.engine.chance.Choices;
import dev.lull.engine.chance.Seeded;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.ObjectLoad;
import dev.lull.engine.scenario.ReaderLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.system.LinuxSystem;

import java.util.ArrayList;
import java.util.List;

/**
 * When load arrives in a timed run: a stream for each caller and each reader, in the order the system has them. What is
 * periodic begins at a moment drawn within the first period, so that CPUs do not march in step.
 *
 * <p>Each has a chance of its own, split off the run's: the same seed brings the same load to another kernel, or at
 * other prices.
 */
final class Streams {
    private final List<Load.Arrivals> calls = new ArrayList<>();
    private final List<Choices> gaps = new ArrayList<>();
    private final List<Choices> irqs = new ArrayList<>();
    private final List<ReaderLoad> readers = new ArrayList<>();
    private final List<ToggleLoad> toggles = new ArrayList<>();
    private final List<Integer> toggledCpus = new ArrayList<>();
    private final List<Choices> toggleGaps = new ArrayList<>();
    private final List<Going> goings = new ArrayList<>();
    private final Choices beginnings;

    /** A stream of comings or goings of one CPU. */
    record Going(int cpu, boolean up, Load.Arrivals arrivals, Choices chance) { }

    Streams(LinuxSystem system, Seeded seeded) {
        Scenario scenario = system.scenario();
        Linux linux = scenario.linux();
        for (Load load : scenario.loads()) {
            for (int i = load.cpus(linux).cardinality(); i > 0; i--) {
                if (load instanceof ReaderLoad reader) {
                    readers.add(reader);
                    continue;
                }
                if (!(load instanceof CallRcuLoad) && !(load instanceof WaitLoad) && !(load instanceof ObjectLoad)) {
                    continue;
                }
                calls.add(load instanceof CallRcuLoad call ? call.arrivals() : load instanceof ObjectLoad object ? object.arrivals() : ((WaitLoad) load).arrivals());
                gaps.add(seeded.split());
                irqs.add(seeded.split());
            }
        }
        beginnings = seeded.split();
        for (Load load : scenario.loads()) if (load instanceof ToggleLoad toggle) toggle.cpus(linux).stream().forEach(cpu -> addToggles(toggle, cpu, seeded));
        for (Load load : scenario.loads()) {
            if (load instanceof CpuUpLoad up) addGoings(up, true, up.arrivals(), linux, seeded);
            if (load instanceof CpuDownLoad down) addGoings(down, false, down.arrivals(), linux, seeded);
        }
    }

    private void addToggles(ToggleLoad toggle, int cpu, Seeded seeded) {
        toggles.add(toggle);
        toggledCpus.add(cpu);
        toggleGaps.add(seeded.split());
    }

    private void addGoings(Load load, boolean up, Load.Arrivals arrivals, Linux linux, Seeded seeded) {
        load.cpus(linux).stream().forEach(cpu -> goings.add(new Going(cpu, up, arrivals, seeded.split())));
    }

    /** Streams of comings and goings of CPUs. */
    List<Going> goings() {
        return goings;
    }

    /** From the start until stream {@code i}'s first: half a period after the others', so that ups and downs of one period take turns. */
    long firstGoingNs(int i) {
        Going going = goings.get(i);
        if (!(going.arrivals() instanceof Load.Arrivals.Every every)) return nextGoingNs(i);
        return going.up() ? every.period().count() : every.period().count() / 2;
    }

    /** From one of stream {@code i} to the next. */
    long nextGoingNs(int i) {
        return gapNs(goings.get(i).arrivals(), goings.get(i).chance());
    }

    /** From the start until caller {@code i}'s first call. */
    long firstCallNs(int i) {
        return calls.get(i) instanceof Load.Arrivals.Every every ? within(every.period().count()) : nextCallNs(i);
    }

    /** From one call of caller {@code i} to the next. */
    long nextCallNs(int i) {
        return gapNs(calls.get(i), gaps.get(i));
    }

    private static long gapNs(Load.Arrivals arrivals, Choices chance) {
        if (arrivals instanceof Load.Arrivals.Every every) return every.period().count();
        double perSecond = ((Load.Arrivals.Poisson) arrivals).perSecond();
        double gapNs = -StrictMath.log(1 - chance.fraction("next call")) * 1e9 / perSecond;
        return Math.max(1, (long) Math.min(gapNs, 1e18));
    }

    /** Streams of changes of offloading. */
    int toggles() {
        return toggles.size();
    }

    /** The load that stream {@code i} of changes is of. */
    ToggleLoad toggle(int i) {
        return toggles.get(i);
    }

    /** The CPU whose offloading stream {@code i} changes. */
    int toggledCpu(int i) {
        return toggledCpus.get(i);
    }

    /** From the start until stream {@code i}'s first change. */
    long firstToggleNs(int i) {
        return toggles.get(i).arrivals() instanceof Load.Arrivals.Every every ? within(every.period().count()) : nextToggleNs(i);
    }

    /** From one change of stream {@code i} to the next. */
    long nextToggleNs(int i) {
        return gapNs(toggles.get(i).arrivals(), toggleGaps.get(i));
    }

    /** Which of {@code count} ways to call caller {@code i} takes. */
    int way(int i, int count) {
        return count == 1 ? 0 : irqs.get(i).pick("interrupts on or off", count);
    }

    /** From the start until reader {@code i} enters its first section. */
    long firstSectionNs(int i) {
        return within(nextSectionNs(i));
    }

    /** From one section of reader {@code i} to the next. */
    long nextSectionNs(int i) {
        return readers.get(i).every().count();
    }

    /** How long reader {@code i} stays in a section. */
    long holdsNs(int i) {
        return readers.get(i).holds().count();
    }

    private long within(long periodNs) {
        return (long) (beginnings.fraction("first of a period") * periodNs);
    }
}
