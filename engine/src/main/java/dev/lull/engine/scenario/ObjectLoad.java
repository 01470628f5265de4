package dev.lull.engine.scenario;

import dev.lull.engine.linux.CpuList;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.time.Nanos;

import java.util.BitSet;
import java.util.List;

/**
 * Updaters of an object that RCU protects, one on each CPU of a list: each takes the object off the list that readers walk and has
 * it freed by call_rcu(), or makes a {@link Mistake}; when it is gone, it makes a new one at the same address. Readers of the
 * scenario find the object in their sections, and read it until they leave.
 *
 * @param list     CPUs; each has an object of its own, but where updaters hold no lock: then it is one for all
 * @param times    rounds by each CPU; 0: as many as come up
 * @param requeues how often a callback calls call_rcu() again with its own head before it frees the object: no mistake
 * @param mistake  what updaters do wrong
 * @param arrivals when they come in a timed run; {@code null} in a load that is only explored or played
 */
public record ObjectLoad(String list, int times, int requeues, Mistake mistake, Arrivals arrivals) implements Load {
    private static final int MOST = 1000;

    /** An object, and an updater on CPU 0 that makes no mistake. */
    public static ObjectLoad rcuObject() {
        return new ObjectLoad("0", 1, 0, Mistake.NONE, null);
    }

    /** The CPUs whose updaters these are: {@code "0-3"}, {@code "0,2"} or {@code "all"}. */
    public ObjectLoad on(String list) {
        return new ObjectLoad(list, times, requeues, mistake, arrivals);
    }

    /** The one CPU whose updater this is. */
    public ObjectLoad on(int cpu) {
        if (cpu < 0) throw new IllegalArgumentException("on(" + cpu + "): CPUs count from 0");
        return on(Integer.toString(cpu));
    }

    /** So many rounds by each CPU, and no more. */
    public ObjectLoad times(int times) {
        if (times < 1) throw new IllegalArgumentException("times(" + times + "): at least one round");
        return new ObjectLoad(list, times, requeues, mistake, arrivals);
    }

    /** Its callback calls call_rcu() again with its own head so often, and frees the object only then. That is legal, and what rcutorture does. */
    public ObjectLoad requeues(int times) {
        if (times < 1 || times > MOST) throw new IllegalArgumentException("requeues(" + times + "): 1 to " + MOST + " times");
        return new ObjectLoad(list, this.times, times, mistake, arrivals);
    }

    /** A bug: the updater calls call_rcu() twice with the same head. */
    public ObjectLoad queuedTwice() {
        return with(Mistake.QUEUED_TWICE);
    }

    /** A bug: the updater frees the object with kfree(), where kfree_rcu() was meant. */
    public ObjectLoad freedAtOnce() {
        return with(Mistake.FREED_AT_ONCE);
    }

    /** A bug: the updater calls call_rcu(), and then frees the object itself. */
    public ObjectLoad freedWhileQueued() {
        return with(Mistake.FREED_WHILE_QUEUED);
    }

    /** A bug: the updater calls call_rcu() before it takes the object off the list, so that readers still find it. */
    public ObjectLoad unlinkedLate() {
        return with(Mistake.UNLINKED_LATE);
    }

    /** A bug: the updater takes the object off the list, and nobody frees it. */
    public ObjectLoad forgotten() {
        return with(Mistake.FORGOTTEN);
    }

    /** A bug: one object, and updaters on all CPUs of the list that hold no lock against each other. */
    public ObjectLoad withoutUpdateLock() {
        return with(Mistake.UNLOCKED);
    }

    private ObjectLoad with(Mistake mistake) {
        return new ObjectLoad(list, times, requeues, mistake, arrivals);
    }

    /** Updaters come at random, {@code perSecond} on average on each CPU. */
    public ObjectLoad poisson(double perSecond) {
        return new ObjectLoad(list, 0, requeues, mistake, new Arrivals.Poisson(perSecond));
    }

    /** An updater comes each {@code period} on each CPU. */
    public ObjectLoad every(Nanos period) {
        return new ObjectLoad(list, 0, requeues, mistake, new Arrivals.Every(period));
    }

    @Override public BitSet cpus(Linux linux) {
        return CpuList.parse("rcuObject().on", list, linux.cpus());
    }

    /** Objects that there are: one for each CPU, or one for all. */
    public int objects(Linux linux) {
        return mistake == Mistake.UNLOCKED ? 1 : cpus(linux).cardinality();
    }

    @Override public void check(Linux linux) {
        if (cpus(linux).isEmpty()) throw new IllegalArgumentException("rcuObject().on(\"" + list + "\") names no CPU");
        if (mistake == Mistake.UNLOCKED && cpus(linux).cardinality() < 2) {
            throw new IllegalArgumentException("rcuObject().on(\"" + list + "\").withoutUpdateLock(): there is one updater only, against whom a lock would do nothing. Say on(\"0-1\").");
        }
    }

    /** Refuses what is not modelled together. */
    static void checkTogether(List<Load> loads) {
        boolean requeues = loads.stream().anyMatch(load -> load instanceof ObjectLoad object && object.requeues > 0);
        boolean changes = loads.stream().anyMatch(load -> load instanceof CpuDownLoad || load instanceof CpuUpLoad || load instanceof ToggleLoad);
        if (requeues && changes) {
            throw new IllegalArgumentException("rcuObject().requeues(n) together with cpuDown(), cpuUp(), offload() or deoffload(): a callback's own call_rcu() is modelled on CPUs that stay online and as they are."
                    + " Leave one of them out.");
        }
    }

    @Override public String describe() {
        return "an object that RCU protects is replaced by CPU " + list + (times > 1 ? ", up to " + times + " times" : "")
                + (requeues > 0 ? "; its callback queues itself again " + requeues + (requeues == 1 ? " time" : " times") : "")
                + (mistake == Mistake.NONE ? "" : "; a mistake: " + mistake.says()) + (arrivals == null ? "" : ", " + arrivals);
    }
}
