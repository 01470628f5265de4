package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;

import java.util.List;

/** Wakeups of rcuog that were put off, and the timers that were to do them. */
final class TimerBugs {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1);
    private static final int UNLOCKED_CANCEL_TAKES = 2;         // preemptions without which Z3 does not happen

    private TimerBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z1", "nocb_timer requeue", "whoever cancels nocb_timer leaves nocb_defer_wakeup set, so nobody arms it again",
                        "5.4 to 5.12", "b2fcf2102049", new Bug.Explored(oneCpu("5.12"), FEW), new Bug.Explored(oneCpu("5.13"), Bounds.DEFAULT.preemptions(2))),
                new Bug("Z2", "nocb_bypass_timer", "the same, when it is the bypass timer's handler that cancels the leader's nocb_timer",
                        "5.4 to 5.12", "b2fcf2102049", new Bug.Explored(leaderAndBypass("5.12"), FEW), new Bug.Explored(leaderAndBypass("5.13"), FEW)),
                new Bug("Z3", "unlocked cancel", "rcuog's scan resets the leader's deferral and cancels its timer without the leader's lock",
                        "5.13, and 5.10.104 and later", "d76e0926d835", new Bug.Explored(leaderAndBypass("5.13"), Bounds.DEFAULT.walks(5_000, 1)),
                        new Bug.Explored(leaderAndBypass("5.14"), Bounds.DEFAULT.preemptions(UNLOCKED_CANCEL_TAKES))),
                new Bug("Z8", "wakeup under rq lock", "call_rcu() wakes rcuog while its caller holds a scheduler lock, which the wakeup takes",
                        "3.7 to 3.12", "96d3fd0d315a", new Bug.Explored(insideScheduler(Linux.version("5.13").without(Fix.DEFER_WHEN_IRQS_OFF)), FEW),
                        new Bug.Explored(insideScheduler(Linux.version("5.13")), Bounds.DEFAULT.shortest())),
                new Bug("Z9", "deferral without timer", "a wakeup that was put off is left to rescue edges, and a CPU that stays in the kernel meets none",
                        "3.13 to 4.12", "8be6e1b15c54", new Bug.Explored(withoutTimer(Linux.version("5.13").without(Fix.DEFER_TIMER)), FEW),
                        new Bug.Explored(withoutTimer(Linux.version("5.13")), Bounds.DEFAULT.shortest())));
    }

    private static Scenario oneCpu(String version) {
        return Scenario.of("who wakes rcuog?", Linux.version(version).cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(3).irqs(Irqs.EITHER));
    }

    /** The leader defers its wakeups; another CPU of the group uses the bypass list, at once as no callback may go past it. */
    private static Scenario leaderAndBypass(String version) {
        return Scenario.of("the leader's timer and another CPU's bypass list", Linux.version(version).cpus(2).gpStride(2).nobypassLim(0))
                .load(CallRcuLoad.callRcu().on(0).times(2).irqs(Irqs.OFF)).load(CallRcuLoad.callRcu().on(1).times(1).irqs(Irqs.ON));
    }

    private static Scenario insideScheduler(Linux linux) {
        return Scenario.of("call_rcu() inside the scheduler", linux.cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(2).irqs(Irqs.IN_SCHEDULER));
    }

    private static Scenario withoutTimer(Linux linux) {
        return Scenario.of("a CPU that stays in the kernel", linux.cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF));
    }
}
