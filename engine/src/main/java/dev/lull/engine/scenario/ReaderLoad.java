package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;

/**
 * Readers: rcu_read_lock() ... rcu_read_unlock(), during which the CPU passes no quiescent state.
 *
 * @param list        CPUs
 * @param times       sections entered on each CPU; 0: as many as come up
 * @param depth       rcu_read_lock()s inside each other at most
 * @param preemptible whether the reader may be preempted inside a section (PREEMPT_RCU): then its CPU passes quiescent states,
 *                    and the task itself holds the grace period up
 * @param keeps       a bug: an object found in a section is read once more after it
 * @param holds       how long a section lasts in a timed run
 * @param every       how far apart sections begin in a timed run; {@code null} in a load that is only explored
 */
public record ReaderLoad(String list, int times, int depth, boolean preemptible, boolean keeps, Nanos holds, Nanos every) implements Load {
    /** Short sections on CPU 0. */
    public static ReaderLoad reader() {
        return new ReaderLoad("0", 0, 1, false, false, Nanos.micros(5), null);
    }

    /** The CPUs that read: {@code "0-3"}, {@code "0,2"} or {@code "all"}. */
    public ReaderLoad on(String list) {
        return new ReaderLoad(list, times, depth, preemptible, keeps, holds, every);
    }

    /** The one CPU that reads. */
    public ReaderLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return on(Integer.toString(cpu));
    }

    /** So many sections on each CPU, and no more. */
    public ReaderLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one section");
        return new ReaderLoad(list, times, depth, preemptible, keeps, holds, every);
    }

    /** Sections inside sections: {@code depth} rcu_read_lock()s at most, of which only the outermost counts. */
    public ReaderLoad nested(int depth) {
        if (depth < 1 || depth > 15) throw new IllegalArgumentException("nested(" + depth + "): 1 to 15 rcu_read_lock()s inside each other");
        return new ReaderLoad(list, times, depth, preemptible, keeps, holds, every);
    }

    /** May be preempted inside a section, once in each. */
    public ReaderLoad mayBePreempted() {
        return new ReaderLoad(list, times, depth, true, keeps, holds, every);
    }

    /** A bug: an {@linkplain ObjectLoad object} it has found is read once more after rcu_read_unlock(). */
    public ReaderLoad keepsPointer() {
        return new ReaderLoad(list, times, depth, preemptible, true, holds, every);
    }

    /** How long each section lasts in a timed run. */
    public ReaderLoad holds(Nanos length) {
        if (length.count() < 0) throw new IllegalArgumentException("holds(" + length + "): a section cannot end before it begins");
        return new ReaderLoad(list, times, depth, preemptible, keeps, length, every);
    }

    /** How far apart sections begin in a timed run. */
    public ReaderLoad every(Nanos period) {
        if (period.count() <= 0) throw new IllegalArgumentException("every(" + period + "): a period is longer than nothing");
        return new ReaderLoad(list, times, depth, preemptible, keeps, holds, period);
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("reader().on", list, linux.cpus());
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException("reader().on(\"" + list + "\") names no CPU");
    }

    @Override public String describe() {
        return "readers on CPU " + list + (depth > 1 ? ", up to " + depth + " deep" : "") + (preemptible ? ", which may be preempted" : "") + (keeps ? "; a mistake: they read what they have found after rcu_read_unlock()" : "") + (every == null ? "" : ", one each " + every + " for " + holds);
    }
}
