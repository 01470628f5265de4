package dev.lull.engine.zoo;

import dev.lull.engine.explore.Bounds;
import dev.lull.engine.linux.Fix;
import dev.lull.engine.linux.Linux;
import dev.lull.engine.run.Script;
import dev.lull.engine.scenario.CallRcuLoad;
import dev.lull.engine.scenario.Irqs;
import dev.lull.engine.scenario.Scenario;

import java.util.List;

/** Wakeups of rcuog that were put off, and the timers that were to do them. */
final class TimerBugs {
    private static final Bounds FEW = Bounds.DEFAULT.preemptions(1);

    private TimerBugs() {
    }

    static List<Bug> all() {
        return List.of(
                new Bug("Z1", "nocb_timer requeue", "whoever cancels nocb_timer leaves nocb_defer_wakeup set, so nobody arms it again",
                        "5.4 to 5.12", "b2fcf2102049", new Bug.Explored(oneCpu("5.12", 4), FEW.preemptions(0)), new Bug.Explored(oneCpu("5.13", 4), FEW.preemptions(0))),
                new Bug("Z2", "nocb_bypass_timer", "the same, when it is the bypass timer's handler that cancels the leader's nocb_timer",
                        "5.4 to 5.12", "b2fcf2102049", new Bug.Played(bypassTimer("5.12")), new Bug.Played(bypassTimer("5.13"))),
                new Bug("Z3", "unlocked cancel", "rcuog's scan resets the leader's deferral and cancels its timer without the leader's lock",
                        "5.13, and 5.10.104 and later", "d76e0926d835", new Bug.Played(unlockedCancel()), new Bug.Explored(twoCpus("5.14"), Bounds.DEFAULT.walks(5_000, 1))),
                new Bug("Z9", "deferral without timer", "a wakeup that was put off is left to rescue edges, and a CPU that stays in the kernel meets none",
                        "3.13 to 4.12", "8be6e1b15c54", new Bug.Explored(withoutTimer(Linux.version("5.13").without(Fix.DEFER_TIMER)), FEW),
                        new Bug.Explored(withoutTimer(Linux.version("5.13")), Bounds.DEFAULT.shortest())));
    }

    private static Scenario oneCpu(String version, int calls) {
        return Scenario.of("who wakes rcuog?", Linux.version(version).cpus(1).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(calls).irqs(Irqs.EITHER));
    }

    private static Scenario twoCpus(String version) {
        return Scenario.of("the leader against the scan", Linux.version(version).cpus(2).gpStride(2).nobypassLim(1))
                .load(CallRcuLoad.callRcu().on(0).times(3).irqs(Irqs.EITHER)).load(CallRcuLoad.callRcu().on(1).times(2).irqs(Irqs.EITHER));
    }

    private static Scenario withoutTimer(Linux linux) {
        return Scenario.of("a CPU that stays in the kernel", linux.cpus(1).nobypassLim(1)).load(CallRcuLoad.callRcu().on(0).times(1).irqs(Irqs.OFF));
    }

    private static Script unlockedCancel() {
        return Script.on(Linux.version("5.13").cpus(2).gpStride(2).nobypassLim(2), "unlocked cancel")
                .step("1", "a storm on CPU 1 reaches the bypass list", s -> {
                    for (int call = 0; call < 3; call++) s.callRcu(1);
                })
                .step("2", "rcuog, scanning CPU 1, resets CPU 0's deferral", s -> s.run("rcuog/0").until("CLEAR_DEFER").step("CLEAR_DEFER"))
                .step("3", "CPU 0, interrupts off, arms its timer", s -> {
                    s.jiffies(101);
                    s.beginCallRcu(0, false).until("ARM").step("ARM");
                })
                .step("4", "rcuog cancels that timer; CPU 0 sets its deferral", s -> {
                    s.run("rcuog/0").step("CANCEL_TIMER");
                    s.run("task/0").untilAsleep();
                    s.run("rcuog/0").untilAsleep();
                })
                .step("5", "a grace period ends, and rcuog flushes the aged bypass list", s -> {
                    s.gracePeriod();
                    s.jiffies(102);
                    s.run("rcuog/0").untilAsleep();
                })
                .step("6", "all are invoked, all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1"))
                .step("7", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(110);
                    s.callRcuIrqsOff(0);
                });
    }

    private static Script bypassTimer(String version) {
        return Script.on(Linux.version(version).cpus(2).gpStride(2).nobypassLim(2), "nocb_bypass_timer, two CPUs")
                .step("1", "a storm on CPU 1 reaches the bypass list", s -> {
                    for (int call = 0; call < 3; call++) s.callRcu(1);
                })
                .step("2", "rcuog arms the bypass timer and waits; the grace period starts", s -> {
                    s.run("rcuog/0").untilAsleep();
                    s.gracePeriodBegins();
                })
                .step("3", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(101);
                    s.callRcuIrqsOff(0);
                })
                .step("4", "the bypass timer fires before nocb_timer", s -> {
                    s.jiffies(102);
                    s.fire("nocb_bypass_timer[0]");
                })
                .step("5", "rcuog flushes the aged bypass list and waits", s -> s.run("rcuog/0").untilAsleep())
                .step("6", "all are invoked, all kthreads sleep", s -> s.settle("rcu_preempt", "rcuog/0", "rcuop/0", "rcuop/1"))
                .step("7", "CPU 0 queues a callback with interrupts off", s -> {
                    s.jiffies(105);
                    s.callRcuIrqsOff(0);
                });
    }
}
