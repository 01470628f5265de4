package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.CpuDownLoad;
import dev.lull.engine.scenario.CpuUpLoad;
import dev.lull.engine.scenario.FaultLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Load;
import dev.lull.engine.scenario.RtThrottleLoad;
import dev.lull.engine.scenario.Scenario;
import dev.lull.engine.scenario.SmpbootLoad;
import dev.lull.engine.scenario.ThrottleLoad;
import dev.lull.engine.scenario.TicklessLoad;
import dev.lull.engine.scenario.ToggleLoad;
import dev.lull.engine.scenario.WaitLoad;
import dev.lull.engine.trace.CpuhpState;

import java.util.List;

/** Bugs that show when a CPU goes down or comes up, on the Linux models. */
final class LadderBugs {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1);

    private LadderBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z6", "barrier and offline CPUs", "rcu_barrier() passes over an offline CPU, though its callbacks stayed with its kthreads",
                        "5.4 to 5.6", "127e29815b4b", few(offlineBarrier(Linux.version("5.11").without(Fix.BARRIER_SEES_OFFLINE))),
                        few(offlineBarrier(Linux.version("5.11")))),
                new Bug("Z6a", "barrier counts too late", "a barrier's callback is invoked before it has been counted, and completes the barrier for the others",
                        "5.4 to 5.6", "127e29815b4b", few(twoCallbacks(Linux.version("5.11").without(Fix.BARRIER_COUNTS_FIRST))),
                        few(twoCallbacks(Linux.version("5.11")))),
                new Bug("Z10", "deferred wakeup at offline", "a dying CPU leaves its deferred wakeup, and the timer for it, to whoever clears up after it",
                        "5.4 to 5.11", "147c6852d345", new Bug.Explored(deferred(Linux.version("5.11")), FEW.checking("offline")),
                        new Bug.Explored(deferred(Linux.version("5.12")), FEW.checking("offline"))),
                new Bug("Z12", "de-offload of an offline CPU", "a CPU is de-offloaded while it is offline: its callbacks are its softirq's now, and it takes none",
                        "5.12 development", "64305db2856b", new Bug.Explored(offlineToggle(Linux.version("5.14").without(Fix.TOGGLE_ONLINE_ONLY)), Bounds.DEFAULT.preemptions(0)),
                        new Bug.Explored(offlineToggle(Linux.version("5.14")), Bounds.DEFAULT.preemptions(0))),
                new Bug("Z17", "two rcuogs", "two CPUs of a group come up at once, and each creates the group's rcuog",
                        "up to 5.17, with CPUs prepared in parallel", "02e302417527", few(parallel(Linux.version("5.14"))), few(parallel(Linux.version("5.18")))),
                new Bug("Z18", "wakeup from a CPU already offline", "a dying CPU wakes rcuog, SCHED_FIFO, and arms the real-time bandwidth's timer where hrtimers have left: rcuog is throttled for ever",
                        "6.7 to 6.11", "9139f93209d1", few(rtThrottled(Linux.version("6.11"))), few(rtThrottled(Linux.version("6.11").with(Fix.RCUOG_WOKEN_ONLINE)))),
                new Bug("Z18a", "last report from a CPU already offline", "the same with the grace-period kthread, which a dying CPU's last quiescent state wakes",
                        "6.7", "e787644caf76", few(lastReport(Linux.version("6.11").without(Fix.GP_WOKEN_ONLINE))), few(lastReport(Linux.version("6.11")))),
                new Bug("Z28", "migrated without a grace period", "callbacks of a dead CPU are moved without a grace period being asked for, which is left to somebody else's tick",
                        "up to 4.12", "9fa46fb8c9c6", few(migrated(Linux.version("5.11").without(Fix.MIGRATE_ADVANCES))), few(migrated(Linux.version("5.11")))),
                new Bug("H10", "throttled while taking a CPU down", "who takes a CPU down is throttled when that is dead, and the timer that would let him go on is still on it",
                        "up to 6.5", "2b8272ff4a70", few(throttled(Linux.version("6.1"))), few(throttled(Linux.version("6.1").with(Fix.DOWN_IN_WORKER)))),
                new Bug("H10a", "throttled with a lock", "a throttled task, whose timer is on a dead CPU, holds a lock that a callback of the ladder needs before the timer is fetched",
                        "up to 6.6", "5c0930ccaad5", few(throttledHolder(Linux.version("6.1").with(Fix.DOWN_IN_WORKER))),
                        few(throttledHolder(Linux.version("6.1").with(Fix.DOWN_IN_WORKER).with(Fix.HRTIMERS_DYING)))),
                new Bug("H11", "push on the way back", "a CPU that cannot go down comes back, but ordinary kthreads are pushed off it until it is active again",
                        "5.11 and 5.12", "b5c4477366fb", turnsRound(Linux.version("5.12"), CpuDownLoad.cpuDown(1)), turnsRound(Linux.version("5.12").with(Fix.PUSH_WHILE_DYING), CpuDownLoad.cpuDown(1))),
                new Bug("H11a", "no push on the way back", "a CPU that cannot come up goes down again, but ordinary kthreads may stay on it",
                        "5.11 and 5.12", "b5c4477366fb", turnsRound(Linux.version("5.12"), CpuUpLoad.cpuUp(1)), turnsRound(Linux.version("5.12").with(Fix.PUSH_WHILE_DYING), CpuUpLoad.cpuUp(1))),
                new Bug("H13", "parked too early", "a kthread says that it is parked before it is off its CPU; a wakeup under way makes it runnable, so it is moved, and cannot be bound to its CPU again",
                        "up to 4.16", "85f1abe0019f", parks(Linux.version("5.11").without(Fix.SCHED_WAIT_EMPTY).without(Fix.PARKED_IS_SPECIAL).without(Fix.PARK_WAITS_INACTIVE)),
                        parks(Linux.version("5.11").without(Fix.SCHED_WAIT_EMPTY))),
                new Bug("H12", "rq stays offline", "a CPU that cpusets cannot spare stays active, but its run queue stays offline",
                        "up to 6.10", "fe7a11c78d2a", refused(Linux.version("6.1").with(Fix.SMT_PRESENT_UNDONE)), refused(BOTH_UNDONE)),
                new Bug("H12a", "sched_smt_present one low", "a CPU that cpusets cannot spare stays active, but its siblings are no longer counted",
                        "up to 6.10", "e22f910a26cc", refused(Linux.version("6.1").with(Fix.RQ_ONLINE_UNDONE)), refused(BOTH_UNDONE)));
    }

    private static final Linux BOTH_UNDONE = Linux.version("6.1").with(Fix.SMT_PRESENT_UNDONE).with(Fix.RQ_ONLINE_UNDONE);

    private static Bug.Case few(Scenario scenario) {
        return new Bug.Explored(scenario, FEW);
    }

    private static Linux oneOffloaded(Linux linux) {
        return linux.cpus(2).rcuNocbs("1").nobypassLim(2);
    }

    private static Scenario offlineBarrier(Linux linux) {
        return Scenario.of("a barrier and a CPU that goes", oneOffloaded(linux))
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(CpuDownLoad.cpuDown(1)).load(WaitLoad.rcuBarrier().times(1));
    }

    private static Scenario twoCallbacks(Linux linux) {
        return Scenario.of("a barrier and callbacks on two CPUs", linux.cpus(2).gpStride(2).nobypassLim(2))
                .load(CallRcuLoad.callRcu().on("0-1").times(1).irqs(Irqs.ON)).load(WaitLoad.rcuBarrier().times(1));
    }

    private static Scenario deferred(Linux linux) {
        return Scenario.of("a deferred wakeup on a CPU that goes", oneOffloaded(linux))
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.OFF)).load(CpuDownLoad.cpuDown(1));
    }

    private static Scenario offlineToggle(Linux linux) {
        return Scenario.of("de-offloading a CPU that goes", oneOffloaded(linux))
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON)).load(CpuDownLoad.cpuDown(1)).load(ToggleLoad.deoffload(1));
    }

    private static Scenario parallel(Linux linux) {
        return Scenario.of("two CPUs come up at once", linux.cpus(3).rcuNocbs("1-2").gpStride(3)).load(CpuUpLoad.cpuUp("1-2").inParallel());
    }

    private static Scenario migrated(Linux linux) {
        return Scenario.of("callbacks of a CPU that goes, and nobody takes a tick", linux.cpus(2).rcuNocbs(""))
                .load(CallRcuLoad.callRcu().on(1).times(1)).load(CpuDownLoad.cpuDown(1)).load(TicklessLoad.tickless(0));
    }

    private static Scenario rtThrottled(Linux linux) {
        return Scenario.of("a deferred wakeup of a SCHED_FIFO kthread on a CPU that goes", oneOffloaded(linux).tune("kthread_prio", 1))
                .load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.OFF)).load(CpuDownLoad.cpuDown(1)).load(RtThrottleLoad.rtThrottled());
    }

    private static Scenario lastReport(Linux linux) {
        return Scenario.of("a grace period that a CPU which goes is the last to report to", linux.cpus(2).rcuNocbs("").tune("kthread_prio", 1))
                .load(CallRcuLoad.callRcu().on(0).times(1)).load(CpuDownLoad.cpuDown(1)).load(RtThrottleLoad.rtThrottled());
    }

    private static Scenario throttled(Linux linux) {
        return Scenario.of("a limit on CPU time, and its timer on the CPU that goes", linux.cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(ThrottleLoad.throttled(1));
    }

    private static Scenario throttledHolder(Linux linux) {
        return Scenario.of("a lock holder with a limit on CPU time, and its timer on the CPU that goes", linux.cpus(2).rcuNocbs(""))
                .load(CpuDownLoad.cpuDown(1)).load(ThrottleLoad.throttled(1).holdingLock());
    }

    /** Below the rung on which the CPU is active, another fails. */
    private static Bug.Case turnsRound(Linux linux, Load load) {
        Scenario scenario = Scenario.of("a CPU that turns round", linux.cpus(2).rcuNocbs("")).load(load).load(FaultLoad.fail(CpuhpState.AP_RCUTREE_ONLINE.title()));
        return new Bug.Explored(scenario, Bounds.DEFAULT.shortest().checking("push"));
    }

    private static Bug.Case parks(Linux linux) {
        Scenario scenario = Scenario.of("a smpboot thread parks while it is woken", linux.cpus(2).rcuNocbs(""))
                .load(CpuDownLoad.cpuDown(1)).load(CpuUpLoad.cpuUp(1)).load(SmpbootLoad.smpbootThread(1));
        return new Bug.Explored(scenario, Bounds.DEFAULT.shortest().checking("offline"));
    }

    private static Bug.Case refused(Linux linux) {
        Scenario scenario = Scenario.of("a CPU that cannot be spared", linux.cpus(2).rcuNocbs("")).load(CpuDownLoad.cpuDown(1)).load(FaultLoad.fail(FaultLoad.CPUSET));
        return new Bug.Explored(scenario, Bounds.DEFAULT.shortest().checking("symmetry"));
    }
}
