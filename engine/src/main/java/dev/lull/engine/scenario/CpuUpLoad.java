package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/**
 * CPUs are brought up while Linux runs, each at any moment, {@code times} at most. One that nothing takes down is offline at
 * first, and its kthreads have never been created.
 *
 * @param list     CPUs, as {@code "1"} or {@code "2-3"}
 * @param times    how often each; 0: as often as asked
 * @param parallel whether several may be prepared at a time, so that the hotplug lock is no help to them
 * @param offlineAtFirst offline at first even if something takes it down later
 * @param arrivals when it is asked for in a timed run; {@code null} in a load that is only explored
 */
public record CpuUpLoad(String list, int times, boolean parallel, boolean offlineAtFirst, Arrivals arrivals) implements Load {
    /** CPU {@code cpu} comes up once. */
    public static CpuUpLoad cpuUp(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("cpuUp(" + cpu + "): CPUs count from 0");
        return cpuUp(Integer.toString(cpu));
    }

    /** Each of these CPUs comes up once. */
    public static CpuUpLoad cpuUp(String list) {
        return new CpuUpLoad(list, 1, false, false, null);
    }

    /** Up to so many times each, if they go down in between. */
    public CpuUpLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least once");
        return new CpuUpLoad(list, times, parallel, offlineAtFirst, arrivals);
    }

    /** Several at a time: no lock keeps one task that brings a CPU up from another. */
    public CpuUpLoad inParallel() {
        return new CpuUpLoad(list, times, true, offlineAtFirst, arrivals);
    }

    /** Offline at first, with kthreads that have never been created, though the scenario takes it down later, too. */
    public CpuUpLoad fromOffline() {
        return new CpuUpLoad(list, times, parallel, true, arrivals);
    }

    /** In a timed run: asked for each {@code period}, as often as that comes; what is asked of a CPU that is up is nothing. */
    public CpuUpLoad every(Nanos period) {
        return new CpuUpLoad(list, 0, parallel, offlineAtFirst, new Arrivals.Every(period));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("cpuUp", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException("cpuUp(\"" + list + "\") names no CPU");
    }

    @Override public String describe() {
        return "CPU " + list + " comes up" + CpuDownLoad.often(times) + (parallel ? ", several at a time" : "") + (offlineAtFirst ? ", offline at first" : "") + (arrivals == null ? "" : ", " + arrivals);
    }
}
