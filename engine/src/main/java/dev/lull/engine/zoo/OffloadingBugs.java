package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;

import java.util.List;

/** CPUs that come up or change their offloading. */
final class OffloadingBugs {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1);
    private static final Bounds EVERYTHING = Bounds.DEFAULT.shortest();
    private static final Linux FIRST_PATCH = Linux.version("5.18").with(Fix.SPAWN_FAILURE_FIRST_PATCH);

    private static final Linux BATCH_HANDED_OVER = Linux.version("6.1").with(Fix.BATCH_HANDED_OVER);

    private OffloadingBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z4", "rcuop spawn failure", "the kthread that invokes a CPU's callbacks cannot be created, and nobody else is told",
                        "5.12 to 5.19", "3a5761dc025d", explored(rcuopFails(Linux.version("5.18"), 1)), holds(rcuopFails(Linux.version("6.1"), 1))),
                new Bug("Z4a", "rcuog spawn failure", "the kthread that gets grace periods for a group cannot be created, and nobody else is told",
                        "5.4 to 5.19", "3a5761dc025d", explored(rcuogFails(Linux.version("5.18"))), holds(rcuogFails(Linux.version("6.1")))),
                new Bug("Z4b", "first patch, mask", "the first patch leaves the CPU in rcu_nocb_mask", "never merged", "",
                        explored(rcuopFails(FIRST_PATCH, 1)), explored(rcuopFails(Linux.version("6.1"), 1))),
                new Bug("Z4c", "first patch, list", "the first patch leaves the CPU on its group's list", "never merged", "",
                        explored(rcuopFails(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK), 1)), explored(rcuopFails(Linux.version("6.1"), 1))),
                new Bug("Z4d", "first patch, unlock", "the first patch clears LOCKING while rcuog holds the lock, which is not dropped then", "never merged", "",
                        explored(rcuopFails(FIRST_PATCH.with(Fix.SPAWN_FAILURE_MASK).with(Fix.SPAWN_FAILURE_LIST), 0)),
                        explored(rcuopFails(Linux.version("6.1"), 0))),
                new Bug("Z4e", "stale toggle", "a CPU is de-offloaded before its group has a rcuog, which later finds the request and offloads the CPU to a parked rcuop",
                        "6.12 at least; derived, not reported upstream", "", explored(outAndUp(Linux.version("6.12"))),
                        explored(outAndUp(Linux.version("6.12").with(Fix.TOGGLE_TAKEN_BACK)))),
                new Bug("Z4f", "stale toggle warns", "rcuog cannot be created for one CPU, and is for the next of the group: it finds the request to let go of the first",
                        "6.0 to 6.11; derived, not reported upstream", "", explored(secondInGroup(Linux.version("6.1"))),
                        explored(secondInGroup(Linux.version("6.1").with(Fix.TOGGLE_TAKEN_BACK)))),
                new Bug("Z5", "barrier_mutex inversion", "barrier_mutex is taken inside the hotplug lock here and outside it there",
                        "5.19 with the mending of Z4", "24a57affd242", explored(twoLocks(Linux.version("6.1").without(Fix.BARRIER_MUTEX_INNER))),
                        holds(twoLocks(Linux.version("6.1")))),
                new Bug("Z14", "bypass survives de-offload", "callbacks are left in the bypass list of a CPU that no kthread serves any more",
                        "5.12 development", "76d00b494d79", explored(bypass(Linux.version("5.14").without(Fix.DEOFFLOAD_FLUSHES_LAST).without(Fix.BYPASS_FLUSHED))),
                        holds(bypass(Linux.version("5.14")))),
                new Bug("Z15", "barrier while toggling", "a CPU is offloaded while its rcuc is preempted in a batch: rcuop invokes another, and with it the barrier's callback",
                        "5.12 to 6.11", "", explored(barrierBesideRcuc(BATCH_HANDED_OVER)), explored(barrierBesideRcuc(BATCH_HANDED_OVER.with(Fix.ONE_BATCH_AT_A_TIME)))),
                new Bug("Z15a", "barrier's callback stranded", "as Z15, but rcuop sleeps: the barrier's callback is ready at once, and nobody is told",
                        "5.17 to 6.11, as derived; not reported upstream", "", new Bug.Explored(barrierBesideRcuc(Linux.version("6.1")), Bounds.DEFAULT.pct(2_000, 3, 1)),
                        explored(barrierBesideRcuc(Linux.version("6.1").with(Fix.ONE_BATCH_AT_A_TIME)))),
                new Bug("Z16", "early lock predicate", "whether to lock is asked before interrupts are off: the CPU's offloading may change in between",
                        "5.12 to 5.16, with a preemptible rcuc", "118e0d4a1bc8", explored(thereAndBack(Linux.version("5.14"))),
                        explored(thereAndBack(Linux.version("5.14").with(Fix.PREDICATE_INSIDE_IRQ_OFF)))),
                new Bug("Z26", "offloading to nobody", "a CPU is offloaded although its own kthreads were never created: the change never ends",
                        "6.0 to 6.15, as derived; reported for 6.11 on", "1bba3900ca18", explored(again(Linux.version("6.1"))),
                        holds(again(Linux.version("6.1").with(Fix.OFFLOAD_CHECKS_RDP)))));
    }

    private static Bug.Case explored(Scenario scenario) {
        return new Bug.Explored(scenario, FEW);
    }

    private static Bug.Case holds(Scenario scenario) {
        return new Bug.Explored(scenario, EVERYTHING);
    }

    private static Scenario rcuopFails(Linux linux, int caller) {
        return Scenario.of("rcuop/1 cannot be created", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(CallRcuLoad.callRcu().on(caller).times(1));
    }

    private static Scenario rcuogFails(Linux linux) {
        return Scenario.of("rcuog/1 cannot be created", linux.cpus(2).gpStride(1).rcuNocbs("1").nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuog creation")).load(CallRcuLoad.callRcu().on(1).times(1));
    }

    private static Scenario outAndUp(Linux linux) {
        return Scenario.of("out before up", linux.cpus(2).gpStride(1).rcuNocbs("1").nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(ToggleLoad.deoffload(1)).load(CallRcuLoad.callRcu().on(1).times(1));
    }

    private static Scenario secondInGroup(Linux linux) {
        return Scenario.of("the second tries again", linux.cpus(3).gpStride(3).rcuNocbs("1-2").nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(CpuUpLoad.cpuUp(2)).load(FaultLoad.fail("rcuog creation"));
    }

    private static Scenario twoLocks(Linux linux) {
        return Scenario.of("two locks", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(ToggleLoad.deoffload(0));
    }

    private static Scenario bypass(Linux linux) {
        return Scenario.of("a storm while de-offloading", linux.cpus(1).nobypassLim(0))
                .load(CallRcuLoad.callRcu().on(0).times(1)).load(ToggleLoad.deoffload(0));
    }

    private static Scenario thereAndBack(Linux linux) {
        return Scenario.of("rcuc while its CPU's offloading changes", linux.cpus(1).nobypassLim(1).tune("use_softirq", 0))
                .load(CallRcuLoad.callRcu().on(0).times(1)).load(ToggleLoad.deoffload(0)).load(ToggleLoad.offload(0));
    }

    private static Scenario barrierBesideRcuc(Linux linux) {
        return thereAndBack(linux).load(WaitLoad.rcuBarrier().times(1));
    }

    private static Scenario again(Linux linux) {
        return Scenario.of("offloaded again", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CpuUpLoad.cpuUp(1)).load(FaultLoad.fail("rcuop creation")).load(ToggleLoad.offload(1));
    }
}
